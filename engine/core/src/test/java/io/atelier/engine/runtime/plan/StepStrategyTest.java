package io.atelier.engine.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.pooling.MaxPooling2D;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.build.Blueprint;
import org.junit.jupiter.api.Test;

class StepStrategyTest {
  private static final Layer CONVOLUTION = new Conv2D(4, 3, Activation.RELU);

  private static final Blueprint DENSE = of(new Flatten(), new Dense(3, Activation.SOFTMAX));
  private static final Blueprint POOLED = of(new MaxPooling2D(2));
  private static final Blueprint SHALLOW = of(CONVOLUTION, new MaxPooling2D(2));
  private static final Blueprint DEEP = of(CONVOLUTION, CONVOLUTION);

  private static Blueprint of(Layer... layers) {
    return Blueprint.of(Model.of("model", Input.bytes(8, 8, 1), layers));
  }

  @Test
  void compilesWhatIsSmallOnACpu() {
    assertThat(StepStrategy.of(DENSE, "CPU", Compilation.AUTO, false)).isEqualTo(StepStrategy.XLA);
    assertThat(StepStrategy.of(POOLED, "CPU", Compilation.AUTO, false))
        .isEqualTo(StepStrategy.XLA_MATMUL);
    assertThat(StepStrategy.of(SHALLOW, "CPU", Compilation.AUTO, false))
        .isEqualTo(StepStrategy.XLA_MATMUL);
  }

  @Test
  void leavesDeepConvolutionsOnACpuToTheExecutor() {
    assertThat(StepStrategy.of(DEEP, "CPU", Compilation.AUTO, false)).isEqualTo(StepStrategy.STEPS);
  }

  @Test
  void compilesOnAGpuWhereLibdeviceIs() {
    assertThat(StepStrategy.of(DENSE, "GPU", Compilation.AUTO, true)).isEqualTo(StepStrategy.XLA);
    assertThat(StepStrategy.of(DEEP, "GPU", Compilation.AUTO, true))
        .isEqualTo(StepStrategy.XLA_SLICES);
    assertThat(StepStrategy.of(DEEP, "GPU", Compilation.INTERPRETED, true))
        .isEqualTo(StepStrategy.LOOP);
  }

  @Test
  void loopsInTheGraphOnAGpuWithoutLibdevice() {
    assertThat(StepStrategy.of(DENSE, "GPU", Compilation.AUTO, false)).isEqualTo(StepStrategy.LOOP);
    assertThat(StepStrategy.of(DEEP, "GPU", Compilation.AUTO, false)).isEqualTo(StepStrategy.LOOP);
  }

  @Test
  void refusesToCompileForAGpuWithoutLibdevice() {
    assertThat(StepStrategy.of(DEEP, "GPU", Compilation.COMPILED, true))
        .isEqualTo(StepStrategy.XLA_SLICES);
    assertThatIllegalStateException()
        .isThrownBy(() -> StepStrategy.of(DEEP, "GPU", Compilation.COMPILED, false))
        .withMessage(
            "Execution needs libdevice.10.bc to compile steps for a GPU, got none; 'sudo apt-get"
                + " install cuda-nvcc-12-6' brings it, or set CUDA_HOME to a CUDA toolkit, or leave"
                + " the compilation to AUTO");
  }

  @Test
  void doesWhatItIsToldTo() {
    assertThat(StepStrategy.of(DENSE, "CPU", Compilation.INTERPRETED, true))
        .isEqualTo(StepStrategy.STEPS);
    assertThat(StepStrategy.of(DEEP, "CPU", Compilation.COMPILED, true))
        .isEqualTo(StepStrategy.XLA_MATMUL);
  }
}
