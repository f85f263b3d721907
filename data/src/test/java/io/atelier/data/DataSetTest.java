package io.atelier.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DataSetTest {
  private final DataSet set =
      DataSet.of("points", new float[][] {{1, 2}, {3, 4}, {5, 6}, {7, 8}}, new int[] {0, 2, 0, 2});

  @Test
  void integerTargetsAreClassLabels() {
    assertThat(set.classes()).isEqualTo(3);
    assertThat(set.classNames()).containsExactly("0", "1", "2");
    assertThat(set.exampleShape()).containsExactly(2);
    assertThat(set.countsPerClass(set.train())).containsExactly(2, 0, 2);
    assertThat(set.named("a", "b", "c").classNames()).containsExactly("a", "b", "c");
    assertThat(set.parts()).containsOnlyKeys("train");
  }

  @Test
  void floatTargetsAreNumbersToPredict() {
    DataSet prices = DataSet.of("prices", new float[][] {{1}, {2}}, new float[] {0.5f, 1.5f});
    assertThat(prices.classes()).isZero();
    assertThat(prices.train().targets()).isEqualTo(FloatValues.of(new float[] {0.5f, 1.5f}, 2));
  }

  @Test
  void holdsBackATestSetByClass() {
    DataSet large = large();
    DataSet split = large.withTestHeldBack(0.2, 7).withValidationHeldBack(0.25, 7);
    assertThat(split.countsPerClass(split.test().orElseThrow())).containsExactly(2, 18);
    assertThat(split.countsPerClass(split.validation().orElseThrow())).containsExactly(2, 18);
    assertThat(split.countsPerClass(split.train())).containsExactly(6, 54);
    assertThat(split.parts().keySet()).containsExactly("train", "validation", "test");
    assertThat(split.parts().values().stream().flatMap(DataSetTest::inputs))
        .hasSize(100)
        .doesNotHaveDuplicates();
    assertThat(large.withTestHeldBack(0.2, 7)).isEqualTo(large.withTestHeldBack(0.2, 7));
    assertThat(large.withTestHeldBack(0.2, 7)).isNotEqualTo(large.withTestHeldBack(0.2, 8));
  }

  @Test
  void holdsBackByChanceWhereNumbersArePredicted() {
    float[] targets = new float[100];
    for (int i = 0; i < 100; i++) {
      targets[i] = i;
    }
    DataSet split =
        DataSet.of("line", new Examples(large().train().inputs(), FloatValues.of(targets, 100)))
            .withTestHeldBack(0.3, 1);
    Examples test = split.test().orElseThrow();
    assertThat(test.size()).isEqualTo(30);
    assertThat(test.targets()).isEqualTo(test.inputs().reshape());
    assertThat(Stream.concat(inputs(split.train()), inputs(test))).doesNotHaveDuplicates();
    assertThat(inputs(test).mapToDouble(x -> x).average().orElseThrow()).isBetween(35.0, 65.0);
  }

  @Test
  void keepsAPartThatIsThere() {
    DataSet given = set.withTest(set.train().slice(0, 1)).withValidation(set.train().slice(1, 2));
    assertThat(given.withTestHeldBack(0.5, 1)).isSameAs(given);
    assertThat(given.withValidationHeldBack(0.5, 1)).isSameAs(given);
  }

  @Test
  void refusesSharesThatLeaveNothing() {
    for (double share : new double[] {0, 1, -0.1, Double.NaN, 0.01, 0.99, 2}) {
      assertThatThrownBy(() -> set.withTestHeldBack(share, 1))
          .hasMessageContaining("DataSet points needs to hold back a share in (0, 1)")
          .hasMessageContaining("got " + share + " of 4 examples");
    }
  }

  @Test
  void gathersRows() {
    DataSet animals =
        DataSet.of(
            "animals",
            Stream.of("dog", "cat", "dog").map(name -> Row.of(new float[6], name)).iterator(),
            1,
            2,
            3);
    assertThat(animals.classNames()).containsExactly("cat", "dog");
    assertThat(animals.train().targets()).isEqualTo(IntValues.of(new int[] {1, 0, 1}, 3));
    assertThat(animals.exampleShape()).containsExactly(1, 2, 3);

    int many = 10_000;
    DataSet pairs =
        DataSet.of(
            "pairs",
            IntStream.range(0, many).mapToObj(i -> Row.of(new float[] {i}, i, -i)).iterator());
    assertThat(pairs.train().targets().shape()).containsExactly(many, 2);
    assertThat(pairs.train().targets().number(2 * many - 1)).isEqualTo(1 - many);
    assertThat(pairs.train().inputs().number(many - 1)).isEqualTo(many - 1);
  }

  @Test
  void refusesRowsThatAreNotAlike() {
    Row one = Row.of(new float[] {1}, 1);
    refusesRows("needs at least one row, got none");
    refusesRows("1 numbers and 1 to predict in row 0 and 2 numbers", one, Row.of(new float[2], 1));
    refusesRows("1 numbers and a class in row 1", one, Row.of(new float[1], "cat"));
    refusesRows("rows without null", one, null);
    assertThatThrownBy(() -> Row.of(new float[] {1})).hasMessageContaining("either numbers");
    assertThatThrownBy(() -> Row.of(new float[0], 1)).hasMessageContaining("at least one number");
    assertThatThrownBy(() -> DataSet.of("x", new float[][] {{1, 2}, {3}}, new int[] {0, 1}))
        .hasMessageContaining("needs rows that are alike");
    assertThatThrownBy(() -> DataSet.of("x", new float[][] {{1, 2}}, new int[] {0, 1}))
        .hasMessageContaining("one target for each input");
  }

  @Test
  void refusesPartsThatDoNotBelongTogether() {
    Examples other = new Examples(FloatValues.of(new float[3], 1, 3), IntValues.of(new int[1], 1));
    assertThatThrownBy(() -> set.withTest(other))
        .hasMessage(
            "DataSet points needs inputs of one kind and shape in all parts, got FloatValues[4, 2] in train and FloatValues[1, 3] in test; make them alike");
    Examples bytes = new Examples(ByteValues.of(new byte[2], 1, 2), IntValues.of(new int[1], 1));
    assertThatThrownBy(() -> set.withValidation(bytes))
        .hasMessageContaining("ByteValues[1, 2] in validation");
    assertThatThrownBy(() -> set.withTest(set.train().slice(0, 0)))
        .hasMessageContaining("needs examples in its part test, got none");
  }

  @Test
  void refusesLabelsWithoutANameAndNamesThatAreNone() {
    assertThatThrownBy(() -> set.named("a", "b"))
        .hasMessage(
            "DataSet points needs labels from 0 to 1, got 2.0 for example 1 of its part train; count classes from 0 and name every class");
    assertThatThrownBy(() -> set.named("a", "b", "a")).hasMessageContaining("'a' twice");
    assertThatThrownBy(() -> set.named("a", "b", " ")).hasMessageContaining("not blank");
    assertThatThrownBy(() -> DataSet.of("x", new float[][] {{1}}, new int[] {-1}))
        .hasMessageContaining("got -1 for example 0");
    assertThatThrownBy(() -> DataSet.of("x", new float[][] {{1}}, new int[] {1_000_000}))
        .hasMessageContaining("or give numbers to predict as floats");
    assertThatThrownBy(() -> DataSet.of(" ", new float[][] {{1}}, new int[] {0}))
        .hasMessageContaining("needs a name");
    assertThatThrownBy(() -> DataSet.of("x", new float[][] {{1}}, new float[] {Float.NaN}))
        .hasMessageContaining("needs finite targets, got NaN for example 0");
  }

  @Test
  void countsClassesOnlyWhereEachExampleHasOne() {
    Examples several =
        new Examples(
            FloatValues.of(new float[2], 2, 1), IntValues.of(new int[] {1, 1, 0, 1}, 2, 2));
    DataSet set =
        new DataSet(
            "tags", several, Optional.empty(), Optional.empty(), List.of("a", "b"), Map.of());
    assertThatThrownBy(() -> set.countsPerClass(several))
        .hasMessageContaining("DataSet tags needs one class label an example to count classes");
  }

  @Test
  void takesSeveralLabelsAnExample() {
    Examples train =
        new Examples(
            FloatValues.of(new float[2], 2, 1), ByteValues.of(new byte[] {1, 0, 1, 1}, 2, 2));
    DataSet several = labelled(train, "sun", "sea");
    assertThat(several.withTestHeldBack(0.5, 1).train().size()).isEqualTo(1);
    Examples wrong = new Examples(train.inputs(), ByteValues.of(new byte[] {1, 0, 2, 1}, 2, 2));
    assertThatThrownBy(() -> labelled(wrong, "sun", "sea")).hasMessageContaining("got 2.0");
    assertThatThrownBy(() -> labelled(train, "sun", "sea", "sand"))
        .hasMessageContaining("or [n, 3] of 0 and 1");
  }

  @Test
  void keepsTheFingerprintInItsOrder() {
    var hashes = new LinkedHashMap<String, String>();
    Arrays.asList("z", "a", "m").forEach(file -> hashes.put(file, "00"));
    DataSet read =
        new DataSet("x", set.train(), Optional.empty(), Optional.empty(), List.of(), hashes);
    hashes.clear();
    assertThat(read.fingerprint().keySet()).containsExactly("z", "a", "m");
  }

  private static DataSet labelled(Examples train, String... names) {
    return new DataSet("x", train, Optional.empty(), Optional.empty(), List.of(names), Map.of());
  }

  private static void refusesRows(String message, Row... rows) {
    assertThatThrownBy(() -> DataSet.of("x", Arrays.asList(rows).iterator()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  /** Inputs 0 to 99, every tenth of class 0. */
  private static DataSet large() {
    float[][] inputs = new float[100][1];
    int[] labels = new int[100];
    for (int i = 0; i < 100; i++) {
      inputs[i][0] = i;
      labels[i] = i % 10 == 0 ? 0 : 1;
    }
    return DataSet.of("large", inputs, labels);
  }

  private static Stream<Double> inputs(Examples part) {
    return IntStream.range(0, part.size()).mapToObj(part.inputs()::number);
  }
}
