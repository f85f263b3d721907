package io.atelier.engine.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.JShellSource;
import io.atelier.engine.Rounding;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

@Tag("numeric")
class LearningRateTest {
  private static float[] rates(LearningRate schedule, long... steps) {
    float[] rates = new float[steps.length];
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Placeholder<TInt64> step = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
      Operand<TFloat32> rate = schedule.at(tf, step);
      for (int i = 0; i < steps.length; i++) {
        try (TInt64 fed = TInt64.scalarOf(steps[i]);
            Result result = session.runner().feed(step, fed).fetch(rate).run()) {
          rates[i] = ((TFloat32) result.get(0)).getFloat();
        }
      }
    }
    return rates;
  }

  /** A power or a cosine, right to two units, and at most six operations on it. */
  private static Offset<Float> roundings(double largest) {
    return Offset.offset((float) (Rounding.FLOAT32.of(8) * largest));
  }

  /** Keras' operations in their order, in float32. */
  private static float inverse(double rate, double steps, double decay, long step) {
    return (float) rate / (1f + (float) decay * ((float) step / (float) steps));
  }

  @Test
  void thePapersRatesAreKerasFloats() {
    LearningRate schedule = new InverseTimeDecay(0.001, 1_593_750, 1);

    assertThat(rates(schedule, 0, 1435, 143_500))
        .containsExactly(0.001f, (float) 9.9910051e-4, (float) 9.1739820e-4);
  }

  @Test
  void inverseTimeDecayIsPlainFloatArithmeticAtEveryStep() {
    long[] steps = new long[300];
    float[] expected = new float[steps.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = i < 100 ? i : i * 479L;
      expected[i] = inverse(0.003, 1_593.75, 0.7, steps[i]);
    }

    assertThat(rates(new InverseTimeDecay(0.003, 1_593.75, 0.7), steps)).containsExactly(expected);
  }

  @Test
  void aStaircaseRoundsThePeriodsDown() {
    assertThat(rates(new InverseTimeDecay(1, 10, 1, true), 0, 9, 10, 19, 20))
        .containsExactly(1, 1, 1 / 2f, 1 / 2f, 1 / 3f);
    assertThat(rates(new ExponentialDecay(1, 10, 0.5, true), 0, 9, 10, 19, 20))
        .containsExactly(1, 1, 0.5f, 0.5f, 0.25f);
  }

  @Test
  void exponentialDecayFallsBetweenThePeriodsToo() {
    float[] rates = rates(new ExponentialDecay(0.1, 10, 0.25, false), 0, 5, 10, 20);

    assertThat(rates).containsExactly(new float[] {0.1f, 0.05f, 0.025f, 0.00625f}, roundings(0.1));
  }

  @Test
  void piecewiseRatesLastUpToAndIncludingTheirBoundary() {
    LearningRate schedule = new PiecewiseConstantDecay(List.of(10L, 20L), List.of(1.0, 0.5, 0.1));

    assertThat(rates(schedule, 0, 10, 11, 20, 21, 1_000_000))
        .containsExactly(1, 1, 0.5f, 0.5f, 0.1f, 0.1f);
  }

  @Test
  void cosineDecayEndsAtItsShareAndStaysThere() {
    float[] rates = rates(new CosineDecay(2, 100, 0.1), 0, 50, 100, 1000);

    assertThat(rates).containsExactly(new float[] {2, 1.1f, 0.2f, 0.2f}, roundings(2));
  }

  @Test
  void aConstantRateIsTheFloatAtEveryStep() {
    assertThat(rates(new ConstantRate(0.001), 0, 1_000_000)).containsExactly(0.001f, 0.001f);
  }

  static List<Record> schedules() {
    return List.of(
        new InverseTimeDecay(0.001, 1_593_750, 1),
        new ExponentialDecay(0.1, 10, 0.96, true),
        new PiecewiseConstantDecay(List.of(10L), List.of(1.0, 0.5)),
        new CosineDecay(0.1, 100, 0),
        new ConstantRate(0.001));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void printsAsTheSourceThatMakesIt(Record schedule) {
    assertThat(JShellSource.evaluate(schedule.toString())).isEqualTo(schedule);
  }

  private static void assertRejected(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }

  @Test
  void rejectsARateBelowZero() {
    String rest = " of at least 0, got -1.0; give a number in that range";
    assertRejected(() -> new ConstantRate(-1), "ConstantRate needs a finite rate" + rest);
    assertRejected(
        () -> new InverseTimeDecay(-1, 1, 1), "InverseTimeDecay needs a finite initialRate" + rest);
    assertRejected(
        () -> new ExponentialDecay(-1, 1, 1, false),
        "ExponentialDecay needs a finite initialRate" + rest);
    assertRejected(
        () -> new CosineDecay(-1, 1, 0), "CosineDecay needs a finite initialRate" + rest);
    assertRejected(
        () -> new PiecewiseConstantDecay(List.of(1L), List.of(1.0, -1.0)),
        "PiecewiseConstantDecay needs a finite rate" + rest);
  }

  @Test
  void rejectsARateThatIsNotFinite() {
    assertRejected(
        () -> new ConstantRate(Double.NaN),
        "ConstantRate needs a finite rate of at least 0, got NaN; give a number in that range");
  }

  @Test
  void rejectsPeriodsOfNoSteps() {
    String rest = " needs a positive, finite decaySteps, got 0.0; give a number in that range";
    assertRejected(() -> new InverseTimeDecay(1, 0, 1), "InverseTimeDecay" + rest);
    assertRejected(() -> new ExponentialDecay(1, 0, 1, false), "ExponentialDecay" + rest);
    assertRejected(() -> new CosineDecay(1, 0, 0), "CosineDecay" + rest);
  }

  @Test
  void rejectsANegativeDecay() {
    String rest = " of at least 0, got -1.0; give a number in that range";
    assertRejected(
        () -> new InverseTimeDecay(1, 1, -1), "InverseTimeDecay needs a finite decayRate" + rest);
    assertRejected(
        () -> new ExponentialDecay(1, 1, -1, false),
        "ExponentialDecay needs a finite decayRate" + rest);
    assertRejected(() -> new CosineDecay(1, 1, -1), "CosineDecay needs a finite alpha" + rest);
  }

  @Test
  void rejectsBoundariesThatDoNotFitTheRates() {
    assertRejected(
        () -> new PiecewiseConstantDecay(List.of(1L, 2L), List.of(1.0, 0.5)),
        "PiecewiseConstantDecay needs one rate more than boundaries, got 2 and 2; add or remove one");
    assertRejected(
        () -> new PiecewiseConstantDecay(List.of(2L, 2L), List.of(1.0, 0.5, 0.1)),
        "PiecewiseConstantDecay needs increasing boundaries, got [2, 2]; sort them");
  }
}
