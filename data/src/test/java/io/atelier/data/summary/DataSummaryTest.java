package io.atelier.data.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.atelier.data.ByteValues;
import io.atelier.data.DataSet;
import io.atelier.data.Element;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataSummaryTest {

  @Test
  void measuresChannelsAndCountsClasses() {
    byte[] pixels = {0, 10, 1, 20, 2, 30, 3, (byte) 200};
    DataSet set =
        DataSet.of(
                "tiny",
                new Examples(ByteValues.of(pixels, 2, 1, 2, 2), IntValues.of(new int[] {0, 1}, 2)))
            .named("cat", "dog");
    DataSummary summary = DataSummary.of(set);
    assertThat(summary.exampleShape()).containsExactly(1, 2, 2);
    assertThat(summary.element()).isEqualTo(Element.BYTE);
    assertThat(summary.parts()).containsExactly(new PartSummary("train", 2, List.of(1, 1)));
    assertThat(summary.inputs()).extracting(NumberSummary::name).contains("channel 0", "channel 1");
    NumberSummary second = summary.inputs().get(1);
    assertThat(second.mean()).isEqualTo(65);
    // ((55^2 + 45^2 + 35^2 + 135^2) / 4)^0.5
    assertThat(second.deviation()).isCloseTo(Math.sqrt(6125), within(1e-10));
    assertThat(second.smallest()).isEqualTo(10);
    assertThat(second.largest()).isEqualTo(200);
    assertThat(summary.targets()).isEmpty();
    assertThat(summary.suspicions()).isEmpty();
  }

  @Test
  void measuresPicturesWithoutAnAxisForChannelsAsOne() {
    DataSet set =
        DataSet.of(
            "grey",
            new Examples(
                ByteValues.of(new byte[] {1, 2, 3, 4}, 1, 2, 2), IntValues.of(new int[1], 1)));
    assertThat(DataSummary.of(set).inputs())
        .containsExactly(new NumberSummary("channel 0", 2.5, Math.sqrt(1.25), 1, 4, 0));
  }

  @Test
  void measuresNumbersToPredict() {
    DataSet set = DataSet.of("line", new float[][] {{1, 5}, {3, 6}}, new float[] {2, 6});
    DataSummary summary = DataSummary.of(set, List.of("size", "age"));
    assertThat(summary.inputs()).extracting(NumberSummary::name).containsExactly("size", "age");
    assertThat(summary.targets()).containsExactly(new NumberSummary("target", 4, 2, 2, 6, 0));
    assertThat(summary.parts().get(0).perClass()).isEmpty();
    assertThatThrownBy(() -> DataSummary.of(set, List.of("size")))
        .hasMessageContaining("a name for each of the 2 inputs of line, got 1");
  }

  @Test
  void namesWhatIsSuspicious() {
    float nan = Float.NaN;
    DataSet set =
        DataSet.of(
                "odd",
                new float[][] {{1, 7}, {2, 7}, {1, 7}, {3, 7}, {0.0f, 7}},
                new int[] {0, 2, 2, 2, 0})
            .withTest(part(new float[] {2, 7, nan, 7, -0.0f, 7}, 0, 0, 0))
            .withValidation(part(new float[] {4, 8, 5, 7}, 0, 2));
    assertThat(DataSummary.of(set).suspicions())
        .containsExactly(
            "train has no example of 1.",
            "validation has no example of 1.",
            "test has examples of one class only.",
            "The same number in all of train: column 1.",
            "1 numbers of test are NaN or infinite, the first in example 1.",
            "1 examples of train repeat the inputs of another.",
            "2 examples of test have the inputs of one of train.",
            "2 examples have the inputs of another and a different target, such as example 0 of train and 2 of train.");
  }

  @Test
  void saysThatThereIsNothingToLearn() {
    DataSet set = DataSet.of("flat", new float[][] {{1}, {1}}, new float[] {3, 3});
    assertThat(DataSummary.of(set).suspicions())
        .contains(
            "All inputs of train are constant: there is nothing to learn from.",
            "The target of train is always 3.0.");
  }

  @Test
  void countsSeveralLabelsAndReadsLargePartsInPieces() {
    int size = 30_000;
    byte[] inputs = new byte[size * 7];
    byte[] targets = new byte[size * 2];
    for (int i = 0; i < size; i++) {
      inputs[i * 7 + 6] = (byte) (i % 100);
      targets[i * 2] = 1;
      targets[i * 2 + 1] = (byte) (i % 2);
    }
    var train = new Examples(ByteValues.of(inputs, size, 7), ByteValues.of(targets, size, 2));
    var set =
        new DataSet("many", train, Optional.empty(), Optional.empty(), List.of("a", "b"), Map.of());
    DataSummary summary = DataSummary.of(set);
    assertThat(summary.parts().get(0).perClass()).containsExactly(size, size / 2);
    assertThat(summary.inputs().get(6).mean()).isCloseTo(49.5, within(1e-9));
    assertThat(summary.suspicions())
        .contains("29900 examples of train repeat the inputs of another.");
  }

  private static Examples part(float[] inputs, int... labels) {
    return new Examples(
        FloatValues.of(inputs, labels.length, 2), IntValues.of(labels, labels.length));
  }
}
