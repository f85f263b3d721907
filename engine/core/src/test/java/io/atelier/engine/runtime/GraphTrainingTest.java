package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Node;
import io.atelier.engine.layer.Shared;
import io.atelier.engine.layer.merge.Add;
import io.atelier.engine.layer.merge.Concatenate;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.runtime.build.Blueprint;
import io.atelier.engine.training.Scores;
import io.atelier.engine.training.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Graphs of layers train as the same arithmetic written out by hand. */
@Tag("numeric")
class GraphTrainingTest {
  private static final int COUNT = 8;
  private static final double RATE = 0.125;

  /** Sums of up to 8 products in float32, in each of 20 steps. */
  private static final Offset<Double> ROUNDING = Offset.offset(20 * 16 * 0x1p-24);

  private static FloatValues numbers(int seed, int... shape) {
    int size = 1;
    for (int each : shape) {
      size *= each;
    }
    float[] numbers = new float[size];
    Random random = new Random(seed);
    for (int i = 0; i < size; i++) {
      numbers[i] = random.nextInt(-16, 17) / 16f;
    }
    return FloatValues.of(numbers, shape);
  }

  private static Training training(int batch) {
    return new Training(new Sgd(RATE), new MeanSquaredError(), List.of(), batch, 1, false);
  }

  private static Execution cpu(Compilation compilation) {
    return new Execution(Device.CPU, 0, compilation);
  }

  private static List<Double> losses(Program program, int epochs) {
    List<Double> losses = new ArrayList<>();
    for (int epoch = 0; epoch < epochs; epoch++) {
      losses.add(program.trainEpoch(epoch, p -> Verdict.CONTINUE).orElseThrow().training().loss());
    }
    return losses;
  }

  private static Program program(Model model, Examples examples, Compilation compilation) {
    return Program.compile(
        model, training(COUNT), Optional.of(examples), Optional.empty(), cpu(compilation));
  }

  private static Model residual() {
    Node x = Node.input("x", Input.floats(4));
    Node sum = new Add().of(x.then(new Dense(4, Activation.TANH)), x);
    return Model.of("residual", x, sum.then(new Dense(1, Activation.LINEAR)));
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPILED", "INTERPRETED"})
  void aResidualNetwork(Compilation compilation) {
    FloatValues inputs = numbers(1, COUNT, 4);
    FloatValues targets = numbers(2, COUNT, 1);
    try (Program program = program(residual(), new Examples(inputs, targets), compilation)) {
      Map<String, FloatValues> weights = program.weights();
      assertThat(weights.keySet())
          .containsExactly("dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias");
      ByHand x = ByHand.of(inputs);
      ByHand w = ByHand.of(weights.get("dense/kernel"));
      ByHand b = ByHand.of(weights.get("dense/bias"));
      ByHand v = ByHand.of(weights.get("dense_1/kernel"));
      ByHand c = ByHand.of(weights.get("dense_1/bias"));

      List<Double> losses = losses(program, 20);

      for (double loss : losses) {
        ByHand hidden = x.times(w).plus(b).map(Math::tanh);
        ByHand sum = hidden.plus(x);
        ByHand error = sum.times(v).plus(c).less(ByHand.of(targets), 1);
        assertThat(loss).isCloseTo(error.map(e -> e * e).mean(), ROUNDING);
        ByHand gradient = error.map(e -> 2 * e / COUNT);
        ByHand behind = hidden.behindTanh(gradient.times(v.turned()));
        v = v.less(sum.turned().times(gradient), RATE);
        c = c.less(gradient.sums(), RATE);
        w = w.less(x.turned().times(behind), RATE);
        b = b.less(behind.sums(), RATE);
      }
      assertThat(losses.get(19)).isLessThan(losses.get(0) / 2);
      weights = program.weights();
      isClose(weights.get("dense/kernel"), w);
      isClose(weights.get("dense/bias"), b);
      isClose(weights.get("dense_1/kernel"), v);
      isClose(weights.get("dense_1/bias"), c);
    }
  }

  private static void isClose(FloatValues got, ByHand expected) {
    assertThat(ByHand.of(got).numbers()).containsExactly(expected.numbers(), ROUNDING);
  }

  private static Model two() {
    Node left = Node.input("left", Input.floats(3));
    Node right = Node.input("right", Input.floats(2));
    Node both = new Concatenate().of(left.then(new Dense(2, Activation.TANH)), right);
    return Model.of(
        "two", List.of(left, right), List.of(both.then(new Dense(1, Activation.LINEAR))));
  }

  /** In another order than the model's: names count. */
  private static Map<String, Values> halves(FloatValues left, FloatValues right) {
    Map<String, Values> named = new LinkedHashMap<>();
    named.put("right", right);
    named.put("left", left);
    return named;
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPILED", "INTERPRETED"})
  void aNetworkOfTwoInputs(Compilation compilation) {
    FloatValues left = numbers(1, COUNT, 3);
    FloatValues right = numbers(2, COUNT, 2);
    FloatValues targets = numbers(3, COUNT, 1);
    Examples examples = new Examples(halves(left, right), targets);
    try (Program program = program(two(), examples, compilation)) {
      Map<String, FloatValues> weights = program.weights();
      ByHand w = ByHand.of(weights.get("dense/kernel"));
      ByHand b = ByHand.of(weights.get("dense/bias"));
      ByHand v = ByHand.of(weights.get("dense_1/kernel"));
      ByHand c = ByHand.of(weights.get("dense_1/bias"));

      for (double loss : losses(program, 20)) {
        ByHand hidden = ByHand.of(left).times(w).plus(b).map(Math::tanh);
        ByHand both = hidden.beside(ByHand.of(right));
        ByHand error = both.times(v).plus(c).less(ByHand.of(targets), 1);
        assertThat(loss).isCloseTo(error.map(e -> e * e).mean(), ROUNDING);
        ByHand gradient = error.map(e -> 2 * e / COUNT);
        ByHand behind = hidden.behindTanh(gradient.times(v.turned()).from(0, 2));
        v = v.less(both.turned().times(gradient), RATE);
        c = c.less(gradient.sums(), RATE);
        w = w.less(ByHand.of(left).turned().times(behind), RATE);
        b = b.less(behind.sums(), RATE);
      }
      isClose(program.weights().get("dense/kernel"), w);
      isClose(program.weights().get("dense_1/kernel"), v);

      ByHand hidden = ByHand.of(left).times(w).plus(b).map(Math::tanh);
      ByHand answers = hidden.beside(ByHand.of(right)).times(v).plus(c);
      isClose(program.answers(halves(left, right)).get("dense_1"), answers);
      double error = answers.less(ByHand.of(targets), 1).map(e -> e * e).mean();
      assertThat(program.evaluate(examples).loss()).isCloseTo(error, ROUNDING);
    }
  }

  /** A layer called twice moves by the sum of both calls' gradients, and has one kernel. */
  @Test
  void aSharedLayer() {
    FloatValues left = numbers(1, COUNT, 3);
    FloatValues right = numbers(2, COUNT, 3);
    FloatValues targets = numbers(3, COUNT, 1);
    Node a = Node.input("left", Input.floats(3));
    Node b = Node.input("right", Input.floats(3));
    Shared embed = new Shared(new Dense(1, Activation.TANH).withoutBias());
    Model model =
        Model.of("shared", List.of(a, b), List.of(new Add().of(embed.of(a), embed.of(b))));
    try (Program program =
        program(model, new Examples(halves(left, right), targets), Compilation.COMPILED)) {
      assertThat(program.weights().keySet()).containsExactly("dense/kernel");
      ByHand w = ByHand.of(program.weights().get("dense/kernel"));

      for (double loss : losses(program, 20)) {
        ByHand one = ByHand.of(left).times(w).map(Math::tanh);
        ByHand other = ByHand.of(right).times(w).map(Math::tanh);
        ByHand error = one.plus(other).less(ByHand.of(targets), 1);
        assertThat(loss).isCloseTo(error.map(e -> e * e).mean(), ROUNDING);
        ByHand gradient = error.map(e -> 2 * e / COUNT);
        w =
            w.less(ByHand.of(left).turned().times(one.behindTanh(gradient)), RATE)
                .less(ByHand.of(right).turned().times(other.behindTanh(gradient)), RATE);
      }
      isClose(program.weights().get("dense/kernel"), w);
    }
  }

  private record Trained(List<Double> losses, Map<String, FloatValues> weights, Scores scores) {
    static Trained of(Execution execution, Examples examples) {
      Node left = Node.input("left", Input.floats(3));
      Node right = Node.input("right", Input.floats(2));
      Node dropped = left.then(new Dropout(0.5), new Dense(2, Activation.TANH));
      Node both = new Concatenate().of(dropped, right.then(new Dropout(0.25)));
      Model model =
          Model.of(
              "dropped", List.of(left, right), List.of(both.then(new Dense(1, Activation.LINEAR))));
      Training training =
          new Training(new Sgd(RATE), new MeanSquaredError(), List.of(), 8, 3, true);
      try (Program program =
          Program.compile(
              model, training, Optional.of(examples), Optional.of(examples), execution)) {
        assertThat(program.windows()).isEqualTo(execution.memoryBytes() > 0 ? 6 : 1);
        return new Trained(
            GraphTrainingTest.losses(program, 3), program.weights(), program.evaluate(examples));
      }
    }
  }

  @Test
  void severalInputsAreStreamedAndSharedOutAsTheyAreTrainedOnWhole() {
    Examples examples =
        new Examples(halves(numbers(1, 83, 3), numbers(2, 83, 2)), numbers(3, 83, 1));
    Trained whole = Trained.of(cpu(Compilation.INTERPRETED), examples);

    // Two windows of two batches of 8 examples of 6 numbers.
    Execution streamed = cpu(Compilation.INTERPRETED).withMemory(2 * 2 * 8 * 6 * 4);
    assertThat(Trained.of(streamed, examples)).isEqualTo(whole);

    Trained two = Trained.of(cpu(Compilation.INTERPRETED).withReplicas(2), examples);
    for (int epoch = 0; epoch < 3; epoch++) {
      assertThat(two.losses().get(epoch)).isCloseTo(whole.losses().get(epoch), ROUNDING);
    }
  }

  @Test
  void theLossIsOnTheOutputThatIsNamed() {
    FloatValues inputs = numbers(1, COUNT, 4);
    Examples examples = new Examples(inputs, numbers(2, COUNT, 1));
    Node x = Node.input("x", Input.floats(4));
    Node shared = x.then(new Dense(3, Activation.TANH));
    Node one = shared.then(new Dense(2, Activation.SOFTMAX).named("one"));
    Node other = shared.then(new Dense(1, Activation.LINEAR).named("other"));
    Model model = Model.of("several", List.of(x), List.of(one, other));

    try (Program program =
        Program.compile(model, training(COUNT).on("other"), examples, examples)) {
      Map<String, FloatValues> before = program.weights();
      List<Double> losses = losses(program, 20);
      assertThat(losses.get(19)).isLessThan(losses.get(0));
      assertThat(program.weights().get("one/kernel")).isEqualTo(before.get("one/kernel"));
      assertThat(program.weights().get("other/kernel")).isNotEqualTo(before.get("other/kernel"));

      Map<String, FloatValues> answers = program.answers(Map.of("whatever", inputs));
      assertThat(answers.keySet()).containsExactly("one", "other");
      assertThat(answers.get("one").shape()).containsExactly(COUNT, 2);
      assertThat(answers.get("other").shape()).containsExactly(COUNT, 1);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> program.predict(inputs))
          .withMessage(
              "Model several needs to be asked for its outputs [one, other] by name, got a call for its only one; use answers(Map.of(\"input\", values))");
    }
    try (Program program = Program.compile(model, training(COUNT))) {
      assertThat(program.answers(Map.of("x", inputs))).hasSize(2);
      refused(
          "Training needs the output of model several that its loss is of, one of [one, other], got none; use training.on(\"one\")",
          () -> program.evaluate(examples));
    }
    refused(
        "Training needs the output of model several that its loss is of, one of [one, other], got none; use training.on(\"one\")",
        () -> Program.compile(model, training(COUNT), examples, examples));
    refused(
        "Training needs the output of model residual that its loss is of, one of [dense_1], got two; use training.on(\"dense_1\")",
        () -> Program.compile(residual(), training(COUNT).on("two"), examples, examples));
  }

  private static void refused(
      String message, org.assertj.core.api.ThrowableAssert.ThrowingCallable what) {
    assertThatIllegalArgumentException().isThrownBy(what).withMessage(message);
  }

  @Test
  void refusesInputsThatAreNotTheModels() {
    FloatValues left = numbers(1, COUNT, 3);
    FloatValues right = numbers(2, COUNT, 2);
    try (Program program = Program.compile(two(), training(COUNT))) {
      refused(
          "Model two needs values for its inputs [left, right], got some for [input]; give each by its name",
          () -> program.predict(left));
      refused(
          "Model two needs values for its inputs [left, right], got some for [left]; give each by its name",
          () -> program.answers(Map.of("left", left)));
      refused(
          "Model two, input right, needs inputs of Float32 [2], got Float32 [3]; reshape or convert the examples",
          () -> program.answers(halves(left, left)));
      refused(
          "Model two needs as many of each input, got {left=FloatValues[8, 3], right=FloatValues[1, 2]}; give one of each for every example",
          () -> program.answers(halves(left, right.slice(0, 1))));
      FloatValues wrong = FloatValues.of(new float[] {0, Float.NaN}, 1, 2);
      refused(
          "Model two needs finite inputs, got NaN at [0, 1] of the evaluation inputs right; remove such examples or correct them",
          () -> program.evaluate(new Examples(halves(left.slice(0, 1), wrong), numbers(3, 1, 1))));
    }
  }

  @Test
  void aSharedLayerNeedsInputsOfOneSize() {
    Node a = Node.input("a", Input.floats(3));
    Node b = Node.input("b", Input.floats(2));
    Shared embed = new Shared(new Dense(1, Activation.TANH));
    Model model = Model.of("m", List.of(a, b), List.of(new Add().of(embed.of(a), embed.of(b))));

    refused(
        "Layer dense is shared and needs inputs of one size, got some for which its weight dense/kernel is [3, 1], and some for which it is [2, 1]; give each its own layer (layer dense of model m, called with [?, 2])",
        () -> Blueprint.of(model));
  }
}
