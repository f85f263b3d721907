package io.atelier.models.run;

import io.atelier.models.fashion.Catalogue;
import io.atelier.models.fashion.Mlp;

/**
 * What the launcher puts into {@code XLA_FLAGS}, for programs that start other JVMs. XLA's first
 * runtime for the CPU updates weights in vector loops, its second in scalar ones where a result
 * takes its operand's memory; networks with convolutions gain more from the second.
 */
public final class XlaFlags {
  /** The environment variable XLA reads. */
  public static final String VARIABLE = "XLA_FLAGS";

  private static final String FIRST_RUNTIME = "--xla_cpu_use_thunk_runtime=false";

  private XlaFlags() {}

  /**
   * {@return the flags for a model of the catalogue}
   *
   * @param inherited this process's flags; null for none
   */
  public static String of(String model, String inherited) {
    String others = inherited == null ? "" : inherited.replace(FIRST_RUNTIME, "").strip();
    return Catalogue.named(model) instanceof Mlp ? (FIRST_RUNTIME + " " + others).strip() : others;
  }
}
