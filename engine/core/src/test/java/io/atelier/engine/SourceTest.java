package io.atelier.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.constraint.MaxNorm;
import io.atelier.engine.initializer.Constant;
import io.atelier.engine.initializer.GlorotUniform;
import io.atelier.engine.initializer.HeUniform;
import io.atelier.engine.initializer.RandomUniform;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.Weight;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.loss.BinaryCrossEntropy;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import io.atelier.engine.metric.Accuracy;
import io.atelier.engine.metric.LossMetric;
import io.atelier.engine.metric.TopKAccuracy;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.CosineDecay;
import io.atelier.engine.optimizer.ExponentialDecay;
import io.atelier.engine.optimizer.InverseTimeDecay;
import io.atelier.engine.optimizer.PiecewiseConstantDecay;
import io.atelier.engine.optimizer.RmsProp;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.optimizer.wrapper.ClipByValue;
import io.atelier.engine.regularizer.L2;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.GpuLimits;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.training.EarlyStopping;
import io.atelier.engine.training.FinalWeights;
import io.atelier.engine.training.Monitor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourceTest {
  static Stream<Record> specifications() {
    return Stream.of(
        new Dropout(0.2),
        new Dense(10, Activation.SOFTMAX)
            .withKernel(
                new Weight(new HeUniform(7)).regularized(new L2(0.1)).constrained(new MaxNorm(2)))
            .withoutBias(),
        new Conv2D(32, 3, Activation.RELU).withKernelInitializer(new RandomUniform(-0.5, 0.5)),
        new Model(
            "named-model_1.0",
            Input.bytes(28, 28, 1),
            List.of(new Flatten().named("flat"), new Dense(3, Activation.LINEAR).frozen())),
        new Sgd(new InverseTimeDecay(0.1, 1_593_750, 1), 0.8, true),
        new Adam(new ExponentialDecay(0.1, 100.5, 0.96, true)),
        new RmsProp(new CosineDecay(0.1, 1000, 0.01), 0.9, 1e-7),
        new ClipByValue(
            0.5, new Adam(new PiecewiseConstantDecay(List.of(10L, 20L), List.of(1.0, 0.5, 0.1)))),
        Training.of(new Adam(0.001), 32).withSeed(1L << 40),
        new Training(
            new Sgd(0.01),
            new SparseCategoricalCrossEntropy(true),
            List.of(
                new Accuracy(),
                new TopKAccuracy(5),
                new LossMetric("a \"quoted\\name\"", new SparseCategoricalCrossEntropy()),
                new LossMetric("yes", new BinaryCrossEntropy(true))),
            32,
            -3,
            false),
        new EarlyStopping(10).restoringBest(),
        new EarlyStopping(2).endingWith(FinalWeights.BEST_IF_STOPPED),
        new EarlyStopping(Monitor.of("val_accuracy"), 3, 0.001, OptionalDouble.of(0.5), 2, false),
        Execution.AUTO,
        Execution.AUTO.withGpu(new GpuLimits(Optional.of(1), 1L << 30)),
        new Constant(Double.NaN),
        new Constant(Double.NEGATIVE_INFINITY));
  }

  @ParameterizedTest
  @MethodSource("specifications")
  void aPrintedSpecificationIsTheExpressionThatMakesItAgain(Record specification) {
    assertThat(JShellSource.evaluate(specification.toString())).isEqualTo(specification);
  }

  @Test
  void printsTheCanonicalConstructorCall() {
    assertThat(new Dropout(0.2)).hasToString("new Dropout(0.2)");
    assertThat(new Adam(0.001))
        .hasToString("new Adam(new ConstantRate(0.001), 0.9, 0.999, 1.0E-7, false)");
    assertThat(new Dense(10, Activation.SOFTMAX).withKernelInitializer(new GlorotUniform(3)))
        .hasToString(
            "new Dense(10, Activation.SOFTMAX, true, new Weight(new GlorotUniform(OptionalLong.of(3L))), new Weight(new Zeros()))");
    assertThat(new ConstantRate(1)).hasToString("new ConstantRate(1.0)");
  }

  /** Not public, as a user's own layer beside its test. */
  @SuppressWarnings("ArrayRecordComponent") // printed as well
  private record Hidden(
      Object nothing,
      int[] sizes,
      float[][] table,
      Map<String, List<Size>> map,
      Set<Character> characters,
      Supplier<String> supplier,
      Optional<Inner> inner,
      byte small) {
    @Override
    public String toString() {
      return Source.of(this);
    }
  }

  private record Inner(String text, float number, OptionalInt count, List<Object> mixed) {}

  @Test
  void aRecordThatIsNotPublicPrintsWhateverItHolds() {
    Hidden hidden =
        new Hidden(
            null,
            new int[] {1, 2},
            new float[][] {{0.5f}, {}},
            Map.of("a", List.of(Size.square(2))),
            Set.of('\''),
            () -> "never printed",
            Optional.of(
                new Inner("two\nlines", Float.NaN, OptionalInt.of(3), Arrays.asList(1L, null))),
            (byte) 4);

    assertThat(hidden)
        .hasToString(
            "new Hidden(null, new int[] {1, 2}, new float[][] {new float[] {0.5f}, new float[] {}},"
                + " Map.ofEntries(Map.entry(\"a\", List.of(new Size(2, 2)))), Set.of('\\''),"
                + " <Supplier>, Optional.of(new Inner(\"two\\nlines\", Float.NaN,"
                + " OptionalInt.of(3), Arrays.asList(1L, null))), (byte) 4)");
  }

  @SuppressWarnings("UnusedMethod") // called through reflection
  private record Throwing(int number) {
    @Override
    public int number() {
      throw new IllegalStateException("not today");
    }
  }

  @Test
  void printingNeverThrows() {
    assertThat(Source.of(new Throwing(1))).isEqualTo("new Throwing(<number>)");
  }

  private record Nested(Object inside) {
    @Override
    public String toString() {
      return Source.of(this);
    }
  }

  @Test
  void deepSpecificationsPrintInNoTime() {
    Nested nested = new Nested(0);
    for (int depth = 0; depth < 100; depth++) {
      nested = new Nested(nested);
    }
    String text = nested.toString();
    assertThat(text).hasSize("new Nested()".length() * 101 + 1);
  }
}
