package io.atelier.engine.runtime.plan;

import io.atelier.engine.cuda.XlaTools;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.build.Blueprint;
import io.atelier.engine.runtime.lowering.Lowering;
import io.atelier.engine.runtime.lowering.MatmulLowering;
import io.atelier.engine.runtime.lowering.NativeLowering;
import io.atelier.engine.runtime.lowering.SlicedPoolLowering;
import java.util.function.Function;

/** How training steps are executed: by what, and with which operations. */
public enum StepStrategy {
  /** Each step a call of TensorFlow's executor, with its own operations. */
  STEPS("native", false, false, NativeLowering::new),
  /** Many steps a call of the executor. */
  LOOP("native-loop", true, false, NativeLowering::new),
  /** Many steps a call, compiled by XLA. */
  XLA("xla", true, true, NativeLowering::new),
  /** The same, with pooling by slices. */
  XLA_SLICES("xla-slices", true, true, SlicedPoolLowering::new),
  /** The same, with convolutions as matrix products. */
  XLA_MATMUL("xla-matmul", true, true, MatmulLowering::new);

  private final String description;
  private final boolean looped;
  private final boolean compiled;
  private final Function<Execution.Precision, Lowering> lowering;

  StepStrategy(
      String description,
      boolean looped,
      boolean compiled,
      Function<Execution.Precision, Lowering> lowering) {
    this.description = description;
    this.looped = looped;
    this.compiled = compiled;
    this.lowering = lowering;
  }

  /**
   * {@return the strategy for a model on a device, {@code "CPU"} or {@code "GPU"}}
   *
   * <p>The rules are those of the measurements in this package's documentation. On a GPU XLA leaves
   * convolutions to cuDNN as the executor does.
   *
   * @param libdevice whether XLA has what it needs to compile for a GPU
   * @throws IllegalStateException if it is to compile without
   */
  static StepStrategy of(
      Blueprint blueprint, String device, Execution.Compilation compilation, boolean libdevice) {
    boolean cpu = device.equals("CPU");
    boolean compiled =
        switch (compilation) {
          case COMPILED -> requireCompiler(cpu || libdevice);
          case INTERPRETED -> false;
          case AUTO -> cpu ? !blueprint.deep() : libdevice;
        };
    if (!compiled) {
      return cpu ? STEPS : LOOP;
    }
    if (!blueprint.convolutional()) {
      return XLA;
    }
    return cpu ? XLA_MATMUL : XLA_SLICES;
  }

  private static boolean requireCompiler(boolean ready) {
    if (!ready) {
      throw new IllegalStateException(
          "Execution needs libdevice.10.bc to compile steps for a GPU, got none; '%s' brings it, or set CUDA_HOME to a CUDA toolkit, or leave the compilation to AUTO"
              .formatted(XlaTools.INSTALL));
    }
    return true;
  }

  /** {@return whether a call makes many steps} */
  public boolean looped() {
    return looped;
  }

  /** {@return whether XLA compiles the steps} */
  public boolean compiled() {
    return compiled;
  }

  /** {@return the lowering for one graph} */
  Lowering lowering(Execution.Precision precision) {
    return lowering.apply(precision);
  }

  @Override
  public String toString() {
    return description;
  }
}
