package io.atelier.engine.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.JShellSource;
import io.atelier.engine.Rounding;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.optimizer.Optimizer.Moved;
import io.atelier.engine.optimizer.Optimizer.Moving;
import io.atelier.engine.optimizer.Optimizer.Slot;
import io.atelier.engine.runtime.Execution.Compilation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/** What every optimizer keeps. */
@Tag("numeric")
public interface OptimizerContract {
  /** {@return the optimizer with a constant rate} */
  Optimizer optimizer(double rate);

  /**
   * {@return one weight after the given gradients, by the formula, in float64; hyper-parameters are
   * the float32 ones Keras has}
   */
  default double reference(double rate, double weight, double[] gradients) {
    throw new IllegalStateException("say what becomes of one weight, or of all");
  }

  /**
   * {@return all weights after the given gradients, a row a step} By default each by itself; one
   * that looks at all of them says so here.
   */
  default double[] references(double rate, double[] weights, double[][] gradients) {
    return IntStream.range(0, weights.length)
        .mapToDouble(
            i ->
                reference(
                    rate,
                    weights[i],
                    Arrays.stream(gradients).mapToDouble(row -> row[i]).toArray()))
        .toArray();
  }

  /** {@return four weights} */
  static float[] start() {
    return new float[] {1, -2, 0.5f, 3};
  }

  /** Ten gradients for each weight, changing in size and, in the last column, in sign. */
  static float[][] gradients() {
    float[][] gradients = new float[10][];
    for (int step = 0; step < gradients.length; step++) {
      gradients[step] =
          new float[] {
            (float) Math.exp(Math.sin(step)),
            -0.9f - 0.05f * step,
            0.3f + 0.3f * (step % 3),
            (float) (2 * Math.cos(0.5 * step) + 0.75)
          };
    }
    return gradients;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 1})
  default void tenStepsAreThoseOfTheFormulaCompiledOrNot(double rate) {
    float[] interpreted =
        Pushed.weights(optimizer(rate), start(), gradients(), Compilation.INTERPRETED);
    float[] compiled = Pushed.weights(optimizer(rate), start(), gradients(), Compilation.COMPILED);
    for (int i = 0; i < interpreted.length; i++) {
      double[] path = path((float) rate, i);
      double expected = path[path.length - 1];
      double moved = Math.abs(expected - start()[i]);
      double reach = Arrays.stream(path).map(Math::abs).max().orElseThrow();
      double way = IntStream.range(1, path.length).mapToDouble(t -> step(path, t)).sum();
      // Each step is rounded into the weight, and is itself off.
      double tolerance = Rounding.FLOAT32.of(path.length) * reach + stepRounding() * way;

      assertThat(moved).isGreaterThan(100 * tolerance);
      assertThat((double) interpreted[i]).isCloseTo(expected, Offset.offset(tolerance));
      assertThat((double) compiled[i]).isCloseTo(interpreted[i], Offset.offset(2 * tolerance));
    }
  }

  private static double[] doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  private static double step(double[] path, int t) {
    return Math.abs(path[t] - path[t - 1]);
  }

  /**
   * {@return how far steps may be off, as a share of the way they go} By default: ten of them, each
   * with at most eight operations, which what is remembered carries on.
   */
  default double stepRounding() {
    return Rounding.FLOAT32.of(10 * 8);
  }

  /** The weight after every step, by the formula. */
  private double[] path(double rate, int place) {
    double[][] gradients =
        Arrays.stream(gradients()).map(OptimizerContract::doubles).toArray(double[][]::new);
    return IntStream.rangeClosed(0, gradients.length)
        .mapToDouble(
            steps -> references(rate, doubles(start()), Arrays.copyOf(gradients, steps))[place])
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INTERPRETED", "COMPILED"})
  default void twoRunsAreEqualToTheBit(Compilation compilation) {
    assertThat(Pushed.weights(optimizer(0.001), start(), gradients(), compilation))
        .containsExactly(Pushed.weights(optimizer(0.001), start(), gradients(), compilation));
  }

  @Test
  default void weightsAndSlotsKeepTheirShapes() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Optimizer optimizer = optimizer(0.001);
      Operand<TInt64> iteration = placeholder(tf, TInt64.class, Shape.scalar());
      Operand<TFloat32> rate = optimizer.learningRate().at(tf, iteration);
      for (Shape shape : List.of(Shape.scalar(), Shape.of(3), Shape.of(3, 2), Shape.of(4, 3, 2))) {
        Operand<TFloat32> weight = placeholder(tf, TFloat32.class, shape);
        List<Shape> slots = optimizer.slots(shape).stream().map(Slot::shape).toList();
        List<Operand<TFloat32>> kept = new ArrayList<>();
        slots.forEach(slot -> kept.add(placeholder(tf, TFloat32.class, slot)));
        Moved moved =
            optimizer
                .step(
                    tf,
                    iteration,
                    List.of(new Moving("dense/kernel", weight, weight, kept, rate, true)))
                .get(0);

        assertThat(moved.weight().shape()).isEqualTo(shape);
        assertThat(moved.slots()).extracting(Operand::shape).isEqualTo(slots);
      }
    }
  }

  private static <T extends TNumber> Operand<T> placeholder(Ops tf, Class<T> type, Shape shape) {
    return tf.placeholder(type, Placeholder.shape(shape));
  }

  @Test
  default void checkpointsHaveDifferentNamesForItsSlots() {
    List<Slot> slots = optimizer(0.001).slots(Shape.of(3, 2));

    assertThat(slots).extracting(Slot::name).doesNotHaveDuplicates();
  }

  @Test
  default void survivesTheCodec() {
    String json = KerasConfig.write(optimizer(0.001));

    assertThat(KerasConfig.read(json, Optimizer.class)).isEqualTo(optimizer(0.001));
  }

  @Test
  default void printsAsTheSourceThatMakesIt() {
    assertThat(JShellSource.evaluate(optimizer(0.001).toString())).isEqualTo(optimizer(0.001));
  }
}
