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
import io.atelier.data.MappedValues;
import io.atelier.data.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  /** Arrays, files, and floats of the same numbers; more of them than are read at a time. */
  @Test
  void measuresBytesWhereverTheyAre(@TempDir Path folder) throws IOException {
    int count = 300;
    int size = 31 * 33 * 3;
    byte[] bytes = new byte[count * size];
    new Random(1).nextBytes(bytes);
    System.arraycopy(bytes, 0, bytes, 299 * size, size);
    float[] floats = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      floats[i] = bytes[i] & 0xFF;
    }
    Path file = Files.write(folder.resolve("pixels"), bytes);
    DataSummary inArray = pictures(ByteValues.of(bytes, count, 31, 33, 3));
    assertThat(pictures(MappedValues.open(file, 0, count, 31, 33, 3))).isEqualTo(inArray);
    DataSummary ofFloats = pictures(FloatValues.of(floats, count, 31, 33, 3));
    assertThat(inArray.suspicions())
        .isEqualTo(ofFloats.suspicions())
        .containsExactly("1 examples of train repeat the inputs of another.");
    for (int i = 0; i < 3; i++) {
      NumberSummary one = inArray.inputs().get(i);
      NumberSummary other = ofFloats.inputs().get(i);
      // 300,000 additions of doubles below 255 each lose at most 1.1e-16 of the sum's size.
      assertThat(one.mean()).isCloseTo(other.mean(), within(1e-8));
      assertThat(one.deviation()).isCloseTo(other.deviation(), within(1e-8));
      assertThat(one.smallest()).isEqualTo(other.smallest());
      assertThat(one.largest()).isEqualTo(other.largest());
    }
  }

  private static DataSummary pictures(Values inputs) {
    // The last repeats the first, in the same class.
    int[] labels = IntStream.range(0, inputs.count()).map(i -> i % 299 % 2).toArray();
    return DataSummary.of(
        DataSet.of("pictures", new Examples(inputs, IntValues.of(labels, labels.length)))
            .named("many", "few"));
  }

  @Test
  void namesClassesThatAreTinyBesideOthers() {
    int[] labels = new int[30];
    labels[29] = 1;
    float[] numbers = new float[30];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    DataSet set =
        DataSet.of("uneven", new Examples(FloatValues.of(numbers, 30, 1), IntValues.of(labels, 30)))
            .named("many", "one");
    assertThat(DataSummary.of(set).suspicions())
        .containsExactly(
            "train has fewer than 10 examples of one (1); a model learns little from so few.");
  }
}
