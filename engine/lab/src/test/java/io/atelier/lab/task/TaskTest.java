package io.atelier.lab.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.ByteValues;
import io.atelier.data.DataSet;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.BinaryCrossEntropy;
import io.atelier.engine.loss.CategoricalCrossEntropy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskTest {
  private static final float[][] INPUTS = {{1, 2}, {3, 4}, {5, 6}};

  @Test
  void labelsOfOneClassEachAreClasses() {
    DataSet three = DataSet.of("three", INPUTS, new int[] {0, 2, 1}).named("a", "b", "c");
    assertThat(Task.of(three)).isEqualTo(new Task.Classes(List.of("a", "b", "c"), false));
    assertThat(Task.of(three, model(3))).isEqualTo(Task.of(three));
  }

  @Test
  void oneOutputTellsTwoClassesApart() {
    DataSet two = DataSet.of("two", INPUTS, new int[] {0, 1, 1}).named("no", "yes");
    assertThat(Task.of(two, model(1))).isEqualTo(new Task.Classes(List.of("no", "yes"), true));
    assertThat(Task.of(two, model(2))).isEqualTo(new Task.Classes(List.of("no", "yes"), false));
  }

  @Test
  void oneOutputForMoreClassesIsANumber() {
    DataSet stars = DataSet.of("stars", INPUTS, new int[] {0, 2, 1});
    assertThat(Task.of(stars, model(1))).isEqualTo(new Task.Numbers(List.of()));
  }

  @Test
  void outputsBeyondTheClassesAreCalledByNumber() {
    DataSet two = DataSet.of("two", INPUTS, new int[] {0, 1, 1}).named("no", "3");
    assertThat(Task.of(two, model(4)))
        .isEqualTo(new Task.Classes(List.of("no", "3", "2", "output 3"), false));
  }

  @Test
  void refusesTooFewOutputs() {
    DataSet three = DataSet.of("three", INPUTS, new int[] {0, 2, 1});
    assertThatThrownBy(() -> Task.of(three, model(2)))
        .hasMessage(
            "Model m needs an output for each of the 3 classes of three, got 2; give its last layer 3 units");
  }

  @Test
  void severalLabelsAreClassesUnderALossOfOneHotTargets() {
    DataSet several =
        new DataSet(
            "several",
            new Examples(
                FloatValues.of(new float[] {1, 2, 3, 4}, 2, 2),
                ByteValues.of(new byte[] {1, 0, 0, 1}, 2, 2)),
            Optional.empty(),
            Optional.empty(),
            List.of("a", "b"),
            Map.of());
    Task labels = Task.of(several, model(2));
    assertThat(labels).isEqualTo(new Task.Labels(List.of("a", "b")));
    assertThat(labels.under(new BinaryCrossEntropy())).isEqualTo(labels);
    assertThat(labels.under(new CategoricalCrossEntropy()))
        .isEqualTo(new Task.Classes(List.of("a", "b"), false));
    assertThatThrownBy(() -> Task.of(several, model(3)))
        .hasMessageContaining("give its last layer 2 units");
  }

  @Test
  void targetsWithoutClassNamesAreNumbers() {
    DataSet prices = DataSet.of("prices", INPUTS, new float[] {1.5f, 2, 3});
    assertThat(Task.of(prices)).isEqualTo(new Task.Numbers(List.of()));
    assertThat(Task.of(prices, model(1))).isEqualTo(new Task.Numbers(List.of()));
  }

  private static Model model(int units) {
    return Model.of("m", Input.floats(2), new Dense(units, Activation.LINEAR));
  }
}
