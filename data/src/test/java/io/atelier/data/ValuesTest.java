package io.atelier.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.format.IdxFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ValuesTest {
  private final IntValues six = IntValues.of(new int[] {1, 2, 3, 4, 5, 6}, 3, 2);

  @Test
  void knowsItsCountAndWhatAnExampleLooksLike() {
    var images = ByteValues.of(new byte[24], 2, 3, 4);
    assertThat(images.shape()).containsExactly(2, 3, 4);
    assertThat(images.count()).isEqualTo(2);
    assertThat(images.exampleShape()).containsExactly(3, 4);
    assertThat(images.exampleSize()).isEqualTo(12);
    assertThat(IntValues.of(new int[5], 5).exampleSize()).isEqualTo(1);
    assertThat(FloatValues.of(new float[0], 0, 28, 28).exampleSize()).isEqualTo(784);
  }

  @Test
  void givesEachNumberWhateverItsType() {
    assertThat(six.number(4)).isEqualTo(5);
    assertThat(ByteValues.of(new byte[] {-1}, 1).number(0)).isEqualTo(255);
    assertThat(FloatValues.of(new float[] {0.1f}, 1).number(0)).isEqualTo(0.1f);
  }

  @Test
  void findsTheFirstNumberThatDoesNotFit() {
    assertThat(six.firstNot(number -> number < 4)).hasValue(3);
    assertThat(six.firstNot(number -> number < 7)).isEmpty();
    assertThat(six.slice(0, 0).firstNot(number -> false)).isEmpty();
  }

  @Test
  void knowsTheIndicesOfANumber() {
    assertThat(six.indices(3)).containsExactly(1, 1);
    assertThat(IntValues.of(new int[5], 5).indices(4)).containsExactly(4);
    assertThat(ByteValues.of(new byte[24], 2, 3, 4).indices(23)).containsExactly(1, 2, 3);
  }

  @Test
  void selectsRowsInTheOrderAsked() {
    assertThat(six.select(new int[] {2, 0, 2}))
        .isEqualTo(IntValues.of(new int[] {5, 6, 1, 2, 5, 6}, 3, 2));
    assertThat(FloatValues.of(new float[] {1, 2, 3}, 3).select(new int[] {1}))
        .isEqualTo(FloatValues.of(new float[] {2}, 1));
    assertThat(ByteValues.of(new byte[] {1, 2, 3}, 3).select(new int[] {2, 1}))
        .isEqualTo(ByteValues.of(new byte[] {3, 2}, 2));
  }

  @Test
  void slicesACopy() {
    IntValues slice = six.slice(1, 3);
    assertThat(slice).isEqualTo(IntValues.of(new int[] {3, 4, 5, 6}, 2, 2));
    slice.values()[0] = 9;
    assertThat(six.values()[2]).isEqualTo(3);
    assertThat(six.slice(3, 3).shape()).containsExactly(0, 2);
    assertThat(FloatValues.of(new float[] {1, 2}, 2).slice(0, 1).values()).containsExactly(1);
    assertThat(ByteValues.of(new byte[] {1, 2}, 2).slice(1, 2).values()).containsExactly(2);
  }

  @Test
  void reshapesWithoutACopy() {
    var images = ByteValues.of(new byte[12], 2, 6);
    assertThat(images.reshape(2, 3, 1).shape()).containsExactly(2, 2, 3, 1);
    assertThat(images.reshape(2, 3, 1).values()).isSameAs(images.values());
    assertThat(FloatValues.of(new float[3], 3).reshape(1).shape()).containsExactly(3, 1);
    assertThat(six.reshape(1, 2).shape()).containsExactly(3, 1, 2);
  }

  @Test
  void equalsByContentAndPrintsNoNumbers() {
    assertThat(six).isEqualTo(IntValues.of(new int[] {1, 2, 3, 4, 5, 6}, 3, 2));
    assertThat(six).hasSameHashCodeAs(IntValues.of(new int[] {1, 2, 3, 4, 5, 6}, 3, 2));
    assertThat(six).isNotEqualTo(IntValues.of(new int[] {1, 2, 3, 4, 5, 6}, 6));
    assertThat(six).isNotEqualTo(IntValues.of(new int[] {1, 2, 3, 4, 5, 7}, 3, 2));
    assertThat(ByteValues.of(new byte[2], 2)).isEqualTo(ByteValues.of(new byte[2], 2));
    assertThat(ByteValues.of(new byte[2], 2)).hasSameHashCodeAs(ByteValues.of(new byte[2], 2));
    assertThat(FloatValues.of(new float[2], 2)).isEqualTo(FloatValues.of(new float[2], 2));
    assertThat(FloatValues.of(new float[2], 2)).hasSameHashCodeAs(FloatValues.of(new float[2], 2));
    assertThat(six).hasToString("IntValues[3, 2]");
  }

  @Test
  void rejectsAShapeThatIsNotTheArrays() {
    assertThatThrownBy(() -> FloatValues.of(new float[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "FloatValues needs as many numbers as its shape [2, 3] has places, got 5;"
                + " correct the shape or the array");
  }

  @Test
  void rejectsAShapeWhoseProductOverflowsToTheLength() {
    assertThatThrownBy(() -> ByteValues.of(new byte[0], 65536, 65536))
        .hasMessageContaining("shape [65536, 65536] has places, got 0");
    assertThatThrownBy(() -> ByteValues.of(new byte[0], 1 << 30, 1 << 30, 1 << 30, 16))
        .hasMessageContaining("got 0");
    assertThatThrownBy(() -> ByteValues.of(new byte[0], 0, 65536, 65536))
        .hasMessageContaining("got 0");
  }

  @Test
  void rejectsNoShapeAndNegativeDimensions() {
    assertThatThrownBy(() -> new IntValues(List.of(), new int[1]))
        .hasMessage(
            "IntValues needs a shape [count, ...] without negative dimensions, got [];"
                + " put the number of examples first");
    assertThatThrownBy(() -> ByteValues.of(new byte[4], -2, -2))
        .hasMessageContaining("without negative dimensions, got [-2, -2]");
  }

  @Test
  void rejectsAReshapeThatChangesTheNumberOfElements() {
    assertThatThrownBy(() -> six.reshape(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "IntValues[3, 2].reshape needs an example shape of 2 numbers, got [3];"
                + " keep the number of elements");
    assertThatThrownBy(() -> six.reshape(-1, -2)).hasMessageContaining("got [-1, -2]");
  }

  @Test
  void rejectsRowsThatDoNotExist() {
    assertThatThrownBy(() -> six.select(new int[] {0, 3}))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("IntValues[3, 2].select needs rows in [0, 3), got 3; select rows that exist");
    assertThatThrownBy(() -> six.select(new int[] {-1})).hasMessageContaining("got -1");
    assertThatThrownBy(() -> six.slice(2, 4))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage(
            "IntValues[3, 2].slice needs 0 <= from <= to <= 3, got [2, 4); slice rows that exist");
    assertThatThrownBy(() -> six.slice(2, 1)).hasMessageContaining("got [2, 1)");
    assertThatThrownBy(() -> six.slice(-1, 1)).hasMessageContaining("got [-1, 1)");
  }

  @Test
  void rejectsAPositionWithoutANumber() {
    assertThatThrownBy(() -> six.indices(6))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage(
            "IntValues[3, 2].indices needs a position in [0, 6), got 6;"
                + " count numbers in row-major order from 0");
    assertThatThrownBy(() -> six.slice(0, 0).indices(0)).hasMessageContaining("in [0, 0), got 0");
    assertThatThrownBy(() -> six.indices(-1)).hasMessageContaining("got -1");
  }

  @Test
  void rejectsMoreRowsThanAnArrayHolds() {
    var large = ByteValues.of(new byte[1 << 20], 1, 1 << 20);
    assertThatThrownBy(() -> large.select(new int[1 << 11]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "ByteValues[1, 1048576].select needs at most 2^31 - 1 numbers in all, which is what an"
                + " array holds, got 2048 rows; select fewer at once");
  }

  @Test
  void rejectsNull() {
    Split halves = new Split(new Examples(six, six), new Examples(six, six));
    List<String> names = List.of("a");
    ByteValues images = ByteValues.of(new byte[1], 1, 1, 1);
    IntValues labels = IntValues.of(new int[1], 1);
    Map<String, ThrowingCallable> given = new LinkedHashMap<>();
    given.put("IntValues needs an array", () -> IntValues.of(null, 0));
    given.put("ByteValues needs an array", () -> ByteValues.of(null, 0));
    given.put("FloatValues needs a shape", () -> new FloatValues(null, new float[0]));
    given.put("FloatValues needs a shape of", () -> new FloatValues(nothing(), new float[1]));
    given.put("Values needs a shape", () -> six.reshape((int[]) null));
    given.put("IntValues[3, 2].select needs rows", () -> six.select(null));
    given.put("Examples needs inputs", () -> new Examples((Values) null, six));
    given.put("Examples needs targets", () -> new Examples(six, null));
    given.put("Split needs held-out examples", () -> new Split(halves.train(), null));
    given.put("Split needs examples to train on", () -> new Split(null, halves.train()));
    given.put("StratifiedSplit needs examples", () -> StratifiedSplit.of(null, 1, 0));
    given.put("StratifiedSplit needs", () -> StratifiedSplit.of(null, 0.5, 0));
    given.put("ValidationTail needs examples", () -> ValidationTail.of(null, 0.5));
    given.put("LabeledImages needs images", () -> new LabeledImages(null, labels, names));
    given.put("LabeledImages needs labels", () -> new LabeledImages(images, null, names));
    given.put("LabeledImages needs class names", () -> new LabeledImages(images, labels, null));
    given.put(
        "LabeledImages needs class names without null",
        () -> new LabeledImages(images, labels, nothing()));
    given.put("IdxFile needs a type", () -> new IdxFile(null, List.of(0), null));
    given.forEach(
        (message, made) ->
            assertThatThrownBy(made)
                .as(message)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageMatching(".* needs .*, got \\[?null]?; .*"));
  }

  private static <T> List<T> nothing() {
    return Collections.singletonList(null);
  }
}
