package io.atelier.engine.initializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VarianceScalingTest {
  private static final OptionalLong SEED = OptionalLong.of(5);

  static float[] kernel(int in, int out, Initializer initializer) {
    Dense dense = new Dense(out, Activation.LINEAR).withKernelInitializer(initializer);
    try (Program program =
        Program.compile(Model.of("m", Input.floats(in), dense), Training.of(new Sgd(1), 1))) {
      return program.weights().get("dense/kernel").values();
    }
  }

  static Stream<Arguments> others() {
    return Stream.of(
        arguments(new GlorotUniform(5), 1, Fan.AVERAGE, Distribution.UNIFORM),
        arguments(new GlorotNormal(5), 1, Fan.AVERAGE, Distribution.TRUNCATED_NORMAL),
        arguments(new HeUniform(5), 2, Fan.IN, Distribution.UNIFORM),
        arguments(new HeNormal(5), 2, Fan.IN, Distribution.TRUNCATED_NORMAL),
        arguments(new LecunUniform(SEED), 1, Fan.IN, Distribution.UNIFORM),
        arguments(new LecunNormal(SEED), 1, Fan.IN, Distribution.TRUNCATED_NORMAL));
  }

  @ParameterizedTest
  @MethodSource("others")
  void isWhatTheOthersAreSpecialCasesOf(
      Initializer other, double scale, Fan mode, Distribution distribution) {
    assertThat(kernel(7, 3, new VarianceScaling(scale, mode, distribution, SEED)))
        .containsExactly(kernel(7, 3, other));
  }

  /** A mean of n squares is off by its variance times sqrt(2 / n): 5 such are 3.5 % here. */
  @ParameterizedTest
  @MethodSource("others")
  void hasTheVarianceOfTheFormula(
      Initializer other, double scale, Fan mode, Distribution distribution) {
    Initializer untruncated =
        new VarianceScaling(scale, mode, Distribution.UNTRUNCATED_NORMAL, SEED);
    for (Initializer each : new Initializer[] {other, untruncated}) {
      double sum = 0;
      for (float value : kernel(400, 100, each)) {
        sum += (double) value * value;
      }
      double fan = mode == Fan.IN ? 400 : 250;
      assertThat(sum / 40_000).isCloseTo(scale / fan, Offset.offset(0.035 * scale / fan));
    }
  }

  @Test
  void rejectsAScaleThatIsNotPositive() {
    for (double scale : new double[] {0, -1, Double.NaN, 1e300}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new VarianceScaling(scale, Fan.IN, Distribution.UNIFORM, SEED))
          .withMessageContaining("needs a positive, finite scale, got " + scale);
    }
  }
}
