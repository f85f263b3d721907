package io.atelier.engine.runtime.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.EagerSession;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

@Tag("numeric")
class LossScaleTest {
  /** What Keras' DynamicLossScale does, written down in plain Java. */
  private static float[] after(float scale, float goodSteps, boolean finite) {
    if (!finite) {
      return new float[] {Math.max(scale / 2, 1), 0};
    }
    if (goodSteps + 1 < 2000) {
      return new float[] {scale, goodSteps + 1};
    }
    return new float[] {Float.isInfinite(scale * 2) ? scale : scale * 2, 0};
  }

  @ParameterizedTest
  @CsvSource({
    "32768, 0, true",
    "32768, 1998, true",
    "32768, 1999, true",
    "32768, 1999, false",
    "32768, 7, false",
    "2, 0, false",
    "1, 3, false",
    "1.7014118e38, 1999, true",
  })
  void growsAfterTwoThousandFiniteStepsAndHalvesAfterAnyOther(
      float scale, float goodSteps, boolean finite) {
    try (EagerSession session = EagerSession.create()) {
      Ops tf = Ops.create(session);
      LossScale next =
          new LossScale(tf.constant(scale), tf.constant(goodSteps)).after(tf, tf.constant(finite));

      assertThat(new float[] {number(next.scale()), number(next.goodSteps())})
          .isEqualTo(after(scale, goodSteps, finite));
    }
  }

  private static float number(Operand<TFloat32> operand) {
    return operand.asTensor().getFloat();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3.4028235e38, true",
    "1, NaN, false",
    "1, Infinity, false",
    "-Infinity, 1, false",
  })
  void findsANumberThatIsNotFiniteInAnyGradient(float first, float second, boolean finite) {
    try (EagerSession session = EagerSession.create()) {
      Ops tf = Ops.create(session);
      Operand<TBool> found =
          LossScale.finite(
              tf,
              List.of(
                  tf.constant(new float[][] {{0, first}, {0, 0}}),
                  tf.constant(0f),
                  tf.constant(new float[] {0, second})));

      assertThat(found.asTensor().getBoolean()).isEqualTo(finite);
    }
  }

  @Test
  void scalingAndBackChangesNoBit() {
    try (EagerSession session = EagerSession.create()) {
      Ops tf = Ops.create(session);
      LossScale scale = new LossScale(tf.constant(LossScale.FIRST), tf.constant(0f));
      Operand<TFloat32> scaled = scale.scaled(tf, tf.constant(0.1f));

      assertThat(number(scaled)).isEqualTo(0.1f * 32768);
      assertThat(number(scale.unscaled(tf, List.of(scaled)).get(0))).isEqualTo(0.1f);
    }
  }
}
