package io.atelier.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atelier.data.ByteValues;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.BinaryCrossEntropy;
import io.atelier.engine.loss.CategoricalCrossEntropy;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.MeanAbsoluteError;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import io.atelier.engine.metric.Accuracy;
import io.atelier.engine.metric.LossMetric;
import io.atelier.engine.metric.Metric;
import io.atelier.engine.metric.TopKAccuracy;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.training.Scores;
import io.atelier.engine.training.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Any examples, for any model, loss and metrics, are either refused or trained on as they are
 * meant. What can be meant is written down here once more, for numbers in Java.
 */
class OddExamplesTest {
  private static final Execution INTERPRETED =
      new Execution(Execution.Device.CPU, 0, Execution.Compilation.INTERPRETED);

  private enum Place {
    TRAINING,
    VALIDATION,
    EVALUATION
  }

  private final Random random = new Random();

  @Property(tries = 300, seed = Odd.SEED, shrinking = ShrinkingMode.OFF)
  void examplesAreRefusedOrTrainedOnAsMeant(@ForAll long seed) {
    random.setSeed(seed);
    int units = 1 + random.nextInt(3);
    boolean sequence = random.nextInt(3) == 0;
    // Everything that is drawn: the row axes of an output, without count and units.
    int[] rows = sequence ? new int[] {2} : new int[0];
    Input input = sequence ? Input.floats(2, units) : Input.floats(2);
    Activation activation =
        oneOf(Activation.LINEAR, Activation.SOFTMAX, Activation.SIGMOID, Activation.RELU);
    Model model = Model.of("odd", input, sequence ? new Dropout(0) : new Dense(units, activation));
    Loss loss = loss();
    List<Metric> metrics = metrics(units);
    Training training = new Training(new Sgd(0), loss, metrics, 1 + random.nextInt(4), 1, true);
    int count = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(5);
    Values inputs = inputs(count, sequence ? new int[] {2, units} : new int[] {2});
    Values targets = targets(count, rows, units);
    Place place = oneOf(Place.values());
    String given =
        "%s %s %s %s %s %s %s"
            .formatted(seed, model, training, inputs, targets, numbers(targets), place);
    boolean meant =
        Meant.inputs(inputs, input)
            && inputs.count() == targets.count()
            && Meant.targets(loss, targets, rows, units)
            && metrics.stream().allMatch(metric -> Meant.targets(metric, targets, rows, units));
    double[] got = new double[1];
    FloatValues[] outputs = new FloatValues[1];

    Optional<Throwable> refusal =
        Odd.refusal(
            () -> {
              Examples examples = new Examples(inputs, targets);
              try (Program program =
                  Program.compile(
                      model,
                      training,
                      place == Place.TRAINING ? Optional.of(examples) : Optional.empty(),
                      place == Place.VALIDATION ? Optional.of(examples) : Optional.empty(),
                      INTERPRETED)) {
                got[0] = scores(program, examples, place).loss();
                outputs[0] = program.outputs(inputs);
              }
            });

    assertThat(refusal.isEmpty()).as(() -> given + " " + refusal).isEqualTo(meant);
    Activation last = sequence ? Activation.LINEAR : activation;
    if (meant && Meant.isTold(loss, last, sequence)) {
      double wanted = Meant.loss(loss, outputs[0], targets, units, last);
      assertThat(got[0]).as(given).isCloseTo(wanted, within(1e-4 * (1 + Math.abs(wanted))));
    }
  }

  /** With a rate of 0: an epoch's loss is that of the outputs after it. */
  private static Scores scores(Program program, Examples examples, Place place) {
    if (place != Place.TRAINING) {
      return program.evaluate(examples);
    }
    return program.trainEpoch(0, progress -> Verdict.CONTINUE).orElseThrow().training();
  }

  private Loss loss() {
    boolean fromLogits = random.nextBoolean();
    return oneOf(
        new SparseCategoricalCrossEntropy(fromLogits),
        new CategoricalCrossEntropy(fromLogits),
        new BinaryCrossEntropy(fromLogits),
        new MeanSquaredError(),
        new MeanAbsoluteError());
  }

  private List<Metric> metrics(int units) {
    return switch (random.nextInt(6)) {
      case 0 -> List.of(new Accuracy());
      case 1 -> List.of(new TopKAccuracy(1 + random.nextInt(units + 1)));
      case 2 -> List.of(new Accuracy(), new LossMetric("other", loss()));
      default -> List.of();
    };
  }

  private Values inputs(int count, int... right) {
    int[] example = random.nextInt(15) == 0 ? new int[] {3} : right;
    int[] shape = IntStream.concat(IntStream.of(count), IntStream.of(example)).toArray();
    int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    if (random.nextInt(20) == 0) {
      return IntValues.of(new int[size], shape);
    }
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = 0.1f + 0.8f * random.nextFloat();
    }
    if (size > 0 && random.nextInt(15) == 0) {
      numbers[random.nextInt(size)] = oneOf(Float.NaN, Float.POSITIVE_INFINITY);
    }
    return FloatValues.of(numbers, shape);
  }

  private Values targets(int count, int[] rows, int units) {
    List<Integer> shape = new ArrayList<>();
    shape.add(random.nextInt(20) == 0 ? count + 1 : count);
    Arrays.stream(rows).forEach(shape::add);
    shape.addAll(
        oneOf(
            List.<Integer>of(),
            List.<Integer>of(),
            List.of(1),
            List.of(units),
            List.of(units),
            List.of(units, 1),
            List.of(units + 1),
            List.of(1, 1)));
    int size = shape.stream().reduce(1, (a, b) -> a * b);
    int last = shape.get(shape.size() - 1);
    float[] numbers = new float[size];
    int kind = random.nextInt(3);
    for (int i = 0; i < size; i++) {
      numbers[i] =
          switch (kind) {
            case 0 -> random.nextInt(units);
            case 1 -> i % last == 0 ? 1 : 0;
            default -> random.nextInt(2);
          };
    }
    if (size > 0 && random.nextInt(3) == 0) {
      numbers[random.nextInt(size)] =
          oneOf(-1f, 0.5f, (float) units, 300f, Float.NaN, Float.NEGATIVE_INFINITY, 1e30f);
    }
    int[] sizes = shape.stream().mapToInt(Integer::intValue).toArray();
    return switch (random.nextInt(3)) {
      case 0 -> IntValues.of(ints(numbers), sizes);
      case 1 -> ByteValues.of(bytes(numbers), sizes);
      default -> FloatValues.of(numbers, sizes);
    };
  }

  private static int[] ints(float[] numbers) {
    return IntStream.range(0, numbers.length).map(i -> (int) numbers[i]).toArray();
  }

  private static byte[] bytes(float[] numbers) {
    byte[] bytes = new byte[numbers.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (int) numbers[i];
    }
    return bytes;
  }

  private static List<Double> numbers(Values values) {
    int size = values.shape().stream().reduce(1, (a, b) -> a * b);
    return IntStream.range(0, size).mapToObj(values::number).toList();
  }

  @SafeVarargs
  private <T> T oneOf(T... values) {
    return values[random.nextInt(values.length)];
  }
}
