package io.atelier.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StratifiedSplitTest {

  @Test
  void splitsThePapersSetAsThePaperDoes() {
    Split split = StratifiedSplit.of(classes(60_000, 10), 0.15, 1);
    assertThat(counts(split.train(), 10)).hasSize(10).containsOnly(5_100);
    assertThat(counts(split.heldOut(), 10)).hasSize(10).containsOnly(900);
  }

  @Test
  void givesTheRestToTheLargestRemainders() {
    // Shares of 4 from 5, 3 and 2 of 10 are 2.0, 1.2 and 0.8.
    Examples examples = labeled(0, 0, 0, 0, 0, 1, 1, 1, 2, 2);
    assertThat(counts(StratifiedSplit.of(examples, 4, 7).heldOut(), 3)).containsExactly(2, 1, 1);
    // Equal remainders: the lower class.
    assertThat(counts(StratifiedSplit.of(labeled(0, 0, 1, 1), 1, 7).heldOut(), 2))
        .containsExactly(1, 0);
  }

  @Property(tries = 200)
  void losesNoExampleAndTakesNoneTwice(
      @ForAll @Size(min = 2, max = 60) int[] raw, @ForAll @IntRange(min = 1, max = 59) int some) {
    int[] labels = IntStream.of(raw).map(label -> Math.floorMod(label, 4)).toArray();
    int heldOut = 1 + some % (labels.length - 1);
    Split split = StratifiedSplit.of(labeled(labels), heldOut, some);
    assertThat(split.heldOut().size()).isEqualTo(heldOut);
    int[] rows =
        IntStream.concat(
                IntStream.of(ints(split.train().inputs())),
                IntStream.of(ints(split.heldOut().inputs())))
            .sorted()
            .toArray();
    assertThat(rows).isEqualTo(IntStream.range(0, labels.length).toArray());
    int[] all = counts(labeled(labels), 4);
    int[] held = counts(split.heldOut(), 4);
    for (int label = 0; label < 4; label++) {
      double share = (double) all[label] * heldOut / labels.length;
      assertThat((double) held[label]).isBetween(Math.floor(share), Math.ceil(share));
    }
  }

  @Test
  void keepsEachInputWithItsTarget() {
    Split split = StratifiedSplit.of(classes(100, 10), 30, 3);
    for (Examples part : new Examples[] {split.train(), split.heldOut()}) {
      assertThat(IntStream.of(ints(part.inputs())).map(row -> row % 10).toArray())
          .isEqualTo(ints(part.targets()));
    }
  }

  @Test
  void shufflesBothPartsByTheSeed() {
    Examples examples = classes(1_000, 10);
    Split split = StratifiedSplit.of(examples, 0.5, 1);
    assertThat(split).isEqualTo(StratifiedSplit.of(examples, 0.5, 1));
    assertThat(split.heldOut()).isNotEqualTo(StratifiedSplit.of(examples, 0.5, 2).heldOut());
    assertThat(ints(split.train().inputs())).satisfies(StratifiedSplitTest::isNotSorted);
    assertThat(ints(split.heldOut().inputs())).satisfies(StratifiedSplitTest::isNotSorted);
  }

  @Test
  void takesAnythingFromOneToAllButOne() {
    assertThat(StratifiedSplit.of(classes(10, 10), 1, 1).heldOut().size()).isEqualTo(1);
    assertThat(StratifiedSplit.of(classes(10, 10), 9, 1).train().size()).isEqualTo(1);
  }

  @Test
  void rejectsAnEmptyPart() {
    assertThatThrownBy(() -> StratifiedSplit.of(classes(10, 2), 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "StratifiedSplit needs to hold out 1 to 9 of 10 examples, got 0; choose another share");
    assertThatThrownBy(() -> StratifiedSplit.of(classes(10, 2), 10, 1))
        .hasMessageContaining("got 10;");
    assertThatThrownBy(() -> StratifiedSplit.of(classes(10, 2), 0.01, 1))
        .hasMessageContaining("got 0;");
    assertThatThrownBy(() -> StratifiedSplit.of(classes(10, 2), Double.NaN, 1))
        .hasMessageContaining("got 0;");
    assertThatThrownBy(() -> StratifiedSplit.of(classes(10, 2), Double.POSITIVE_INFINITY, 1))
        .hasMessageContaining("got " + Integer.MAX_VALUE + ";");
  }

  @Test
  void rejectsTargetsThatAreNotLabels() {
    var inputs = IntValues.of(new int[2], 2);
    var floats = new Examples(inputs, FloatValues.of(new float[2], 2));
    assertThatThrownBy(() -> StratifiedSplit.of(floats, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "StratifiedSplit needs integer targets [n], got FloatValues[2]; give it class labels");
    var oneHot = new Examples(inputs, IntValues.of(new int[4], 2, 2));
    assertThatThrownBy(() -> StratifiedSplit.of(oneHot, 1, 1))
        .hasMessageContaining("got IntValues[2, 2];");
  }

  private static void isNotSorted(int[] rows) {
    assertThat(rows).isNotEqualTo(IntStream.of(rows).sorted().toArray());
  }

  /** Examples whose input is their own number and whose class is {@code number % classes}. */
  private static Examples classes(int size, int classes) {
    return labeled(IntStream.range(0, size).map(row -> row % classes).toArray());
  }

  private static Examples labeled(int... labels) {
    int[] numbers = IntStream.range(0, labels.length).toArray();
    return new Examples(IntValues.of(numbers, labels.length), IntValues.of(labels, labels.length));
  }

  private static int[] counts(Examples examples, int classes) {
    int[] counts = new int[classes];
    for (int label : ints(examples.targets())) {
      counts[label]++;
    }
    return counts;
  }

  private static int[] ints(Values values) {
    return ((IntValues) values).values();
  }
}
