package io.atelier.engine.layer.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import io.atelier.engine.JShellSource;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Merge;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Node;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.ModelSummary;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MergeTest {
  private static final Training TRAINING = Training.of(new Sgd(0.1), 1);

  private static Model model(Merge merge, Input... inputs) {
    List<Node> nodes =
        Stream.iterate(0, i -> i < inputs.length, i -> i + 1)
            .map(i -> Node.input("i" + i, inputs[i]))
            .toList();
    return Model.of("merge", nodes, List.of(merge.of(nodes.toArray(Node[]::new))));
  }

  private static FloatValues of(float... numbers) {
    return FloatValues.of(numbers, 1, numbers.length);
  }

  private static FloatValues merged(Merge merge, FloatValues... values) {
    Input[] inputs =
        Stream.of(values)
            .map(each -> Input.floats(each.exampleShape().stream().mapToLong(i -> i).toArray()))
            .toArray(Input[]::new);
    Map<String, Values> named = new LinkedHashMap<>();
    for (FloatValues each : values) {
      named.put("i" + named.size(), each);
    }
    try (Program program = Program.compile(model(merge, inputs), TRAINING)) {
      return program.answers(named).values().iterator().next();
    }
  }

  static Stream<Arguments> merges() {
    return Stream.of(
        Arguments.of(new Add(), of(-3, 7, 12)),
        Arguments.of(new Multiply(), of(-8, -30, 64)),
        Arguments.of(new Maximum(), of(4, 5, 4)),
        Arguments.of(new Minimum(), of(-8, -1, 4)),
        Arguments.of(new Average(), of(-1, 7f / 3, 4)),
        Arguments.of(new Concatenate(), of(1, 3, 4, 4, 5, 4, -8, -1, 4)));
  }

  @ParameterizedTest
  @MethodSource("merges")
  void givesWhatItSays(Merge merge, FloatValues expected) {
    FloatValues third = merge instanceof Multiply ? of(-2, 2, 4) : of(-8, -1, 4);
    FloatValues got =
        merged(merge, of(1, 3, 4), of(4, merge instanceof Multiply ? -5 : 5, 4), third);

    assertThat(got.shape()).isEqualTo(expected.shape());
    // TensorFlow divides by 3 with a product.
    assertThat(got.values()).containsExactly(expected.values(), Offset.offset(1e-6f));
    assertThat(JShellSource.evaluate(merge.toString())).isEqualTo(merge);
  }

  @Test
  void subtractsTheSecondFromTheFirst() {
    assertThat(merged(new Subtract(), of(1, 3), of(4, -5))).isEqualTo(of(-3, 8));
  }

  @Test
  void repeatsAnAxisOfOne() {
    FloatValues images = FloatValues.of(new float[] {1, 2, 3, 4}, 1, 2, 2);

    assertThat(merged(new Add(), images, FloatValues.of(new float[] {10, 20}, 1, 2, 1)))
        .isEqualTo(FloatValues.of(new float[] {11, 12, 23, 24}, 1, 2, 2));
  }

  @Test
  void putsInputsBesideEachOtherAlongAnyAxis() {
    FloatValues one = FloatValues.of(new float[] {1, 2, 3, 4}, 1, 2, 2);
    FloatValues other = FloatValues.of(new float[] {5, 6}, 1, 1, 2);
    FloatValues below = FloatValues.of(new float[] {1, 2, 3, 4, 5, 6}, 1, 3, 2);

    assertThat(merged(new Concatenate(1), one, other)).isEqualTo(below);
    assertThat(merged(new Concatenate(-2), one, other)).isEqualTo(below);
    assertThat(merged(new Concatenate(2), one, one))
        .isEqualTo(FloatValues.of(new float[] {1, 2, 1, 2, 3, 4, 3, 4}, 1, 2, 4));
  }

  @Test
  void keepsItsNameAndIsCalledUnderIt() {
    Node a = Node.input("a", Input.floats(2));
    Node b = a.then(new Dense(2, Activation.LINEAR).frozen());
    Model model = Model.of("m", a, new Add().named("sum").of(b, new Add().frozen().of(a, b)));

    assertThat(model.layerNames()).containsExactly("dense", "add", "sum");
    assertThat(ModelSummary.of(model).parameters()).isEqualTo(6);
  }

  private static void refused(String message, Model model) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelSummary.of(model))
        .withMessage(message);
  }

  @Test
  void refusesInputsThatDoNotFit() {
    Input two = Input.floats(2);
    Input three = Input.floats(3);

    refused(
        "Add needs inputs of one shape, got [?, 2] and [?, 3]; give them the same sizes, or 1 along an axis that is to be repeated (layer add of model merge, called with [?, 2] and [?, 3])",
        model(new Add(), two, three));
    refused(
        "Maximum needs inputs of one shape, got [?, 2] and [?, 2, 2]; give them the same sizes, or 1 along an axis that is to be repeated (layer maximum of model merge, called with [?, 2] and [?, 2, 2])",
        model(new Maximum(), two, Input.floats(2, 2)));
    refused(
        "Subtract needs two inputs, got 3; subtract one after another (layer subtract of model merge, called with [?, 2] and [?, 2] and [?, 2])",
        model(new Subtract(), two, two, two));
    refused(
        "Concatenate needs inputs of the same sizes but along axis 1, got [?, 2, 2] and [?, 2, 3]; give them the same sizes, or choose another axis (layer concatenate of model merge, called with [?, 2, 2] and [?, 2, 3])",
        model(new Concatenate(1), Input.floats(2, 2), Input.floats(2, 3)));
    refused(
        "Concatenate needs inputs with an axis 2 behind the batch's, got [?, 2] and [?, 3]; use -1 for the last (layer concatenate of model merge, called with [?, 2] and [?, 3])",
        model(new Concatenate(2), two, three));
    refused(
        "Average needs at least two inputs, got 1; call it as in new Average().of(x, y)",
        Model.of("chain", two, new Average()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Concatenate(0))
        .withMessage("Concatenate needs an axis behind the batch's, got 0; use -1 for the last");
  }

  @Test
  void otherLayersTakeOneInput() {
    Node a = Node.input("a", Input.floats(2));

    refused(
        "Dropout needs one input, got 2 of shapes [?, 2] and [?, 2]; merge them before it with new Concatenate() or new Add() (layer dropout of model m, called with [?, 2] and [?, 2])",
        Model.of("m", a, new Dropout(0.5).of(a, a)));
  }
}
