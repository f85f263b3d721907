package io.atelier.engine.config;

import java.util.List;

/**
 * The layers, losses, optimizers and other specs of a jar of your own, so that they can be written
 * and read as Keras' are:
 *
 * <pre>{@code
 * public final class PetSpecs implements SpecProvider {
 *   public String packageName() { return "pets"; }
 *   public List<Class<? extends Record>> specs() { return List.of(Shift.class, WingLoss.class); }
 * }
 * }</pre>
 *
 * <p>{@code Shift} is then written as {@code pets>Shift}. The provider needs a constructor without
 * arguments and its full name in the jar's {@code
 * META-INF/services/io.atelier.engine.config.SpecProvider}.
 */
public interface SpecProvider {
  /** {@return what stands before the names: letters, digits, {@code _ . -}} */
  String packageName();

  /**
   * {@return the records, each a layer, an initializer, a loss or another spec; different names}
   */
  List<Class<? extends Record>> specs();
}
