package io.atelier.engine.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.JShellSource;
import io.atelier.engine.Rounding;
import io.atelier.engine.runtime.Execution.Compilation;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
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
  void aWarmUpIsAStraightLineThatTheFallBeginsAfter() {
    LearningRate schedule = new CosineDecay(0.5, 100, 0.5).warmingUp(2, 4);

    assertThat(rates(schedule, 0, 1, 3, 4, 54, 104, 1000))
        .containsExactly(new float[] {0.5f, 0.875f, 1.625f, 2, 1.5f, 1, 1}, roundings(2));
  }

  @Test
  void polynomialDecayRisesAgainIfItCycles() {
    assertThat(rates(new PolynomialDecay(2, 10, 1, 2, true), 0, 5, 10, 15, 20))
        .containsExactly(new float[] {2, 1.25f, 1, 1.0625f, 1}, roundings(2));
    assertThat(rates(new PolynomialDecay(2, 10, 1), 0, 5, 10, 11))
        .containsExactly(new float[] {2, 1.5f, 1, 1}, roundings(2));
  }

  /** Periods of 3, 9, 27 … steps; each begins with its own rate, the step before ends the last. */
  @Test
  void aRestartIsAtItsStepHoweverManyThereWere() {
    LearningRate schedule = new CosineDecayRestarts(1, 3, 3, 0.5, 0);
    long begin = 0;
    long length = 3;
    float rate = 1;
    for (int period = 0; period < 12; period++) {
      float[] rates = rates(schedule, begin, begin + length - 1);
      assertThat(rates[0]).as("period %s", period).isEqualTo(rate, roundings(rate));
      assertThat(rates[1]).as("period %s", period).isLessThan(rate * 0.26f);
      begin += length;
      length *= 3;
      rate /= 2;
    }
  }

  /** As a sum of them: gradients of 1 move a weight by the rates. */
  @ParameterizedTest
  @MethodSource("schedules")
  void compiledRatesAreTheSame(LearningRate schedule) {
    float[][] ones = new float[40][];
    Arrays.fill(ones, new float[] {1});
    Sgd sgd = new Sgd(schedule, 0, false);
    float[] start = {0};
    float[] interpreted = Pushed.weights(sgd, start, ones, Compilation.INTERPRETED);

    assertThat(interpreted[0]).isLessThan(0);
    assertThat(Pushed.weights(sgd, start, ones, Compilation.COMPILED)[0])
        .isCloseTo(interpreted[0], roundings(40 * Math.abs(interpreted[0])));
  }

  @Test
  void aConstantRateIsTheFloatAtEveryStep() {
    assertThat(rates(new ConstantRate(0.001), 0, 1_000_000)).containsExactly(0.001f, 0.001f);
  }

  static List<LearningRate> schedules() {
    return List.of(
        new InverseTimeDecay(0.001, 1_593_750, 1),
        new ExponentialDecay(0.1, 10, 0.96, true),
        new PiecewiseConstantDecay(List.of(10L), List.of(1.0, 0.5)),
        new CosineDecay(0.1, 100, 0),
        new CosineDecay(0.1, 100, 0).warmingUp(1, 20),
        new CosineDecayRestarts(0.1, 7, 2, 0.5, 0.1),
        new CosineDecayRestarts(0.1, 7, 1, 0.5, 0.1),
        new PolynomialDecay(0.1, 10, 0.01, 0.5, true),
        new ConstantRate(0.001));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void printsAsTheSourceThatMakesIt(LearningRate schedule) {
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
    assertRejected(() -> new PolynomialDecay(1, 0, 0), "PolynomialDecay" + rest);
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
  void rejectsPeriodsThatBecomeShorter() {
    assertRejected(
        () -> new CosineDecayRestarts(1, 10, 0.5, 1, 0),
        "CosineDecayRestarts needs a finite stepsFactor - 1 of at least 0, got -0.5; give a number in that range");
  }

  @Test
  void rejectsAWarmUpToNoRate() {
    assertRejected(
        () -> new CosineDecay(1, 10, 0, OptionalDouble.empty(), 3),
        "CosineDecay needs a warmupTarget for its warmupSteps, got none for 3.0; give the rate to warm up to, or 0 steps");
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
