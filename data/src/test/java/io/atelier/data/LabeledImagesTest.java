package io.atelier.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabeledImagesTest {
  private static final List<String> NAMES = List.of("cat", "dog", "cow");
  private final ByteValues images = ByteValues.of(new byte[12], 3, 2, 2);

  @Test
  void countsEachClassAlsoThoseWithoutImages() {
    var labeled = new LabeledImages(images, IntValues.of(new int[] {1, 0, 1}, 3), NAMES);
    assertThat(labeled.countsPerClass()).containsExactly(1, 2, 0);
    assertThat(labeled.size()).isEqualTo(3);
    assertThat(labeled.examples()).isEqualTo(new Examples(images, labeled.labels()));
  }

  @Test
  void rejectsImagesThatWereFlattened() {
    rejects(
        images.reshape(4),
        IntValues.of(new int[3], 3),
        "LabeledImages needs images [n, height, width], got [3, 4]; reshape them");
  }

  @Test
  void rejectsLabelsThatAreNotOneNumberEach() {
    rejects(
        images,
        IntValues.of(new int[9], 3, 3),
        "LabeledImages needs labels [n], got [3, 3]; give one class number an image");
  }

  @Test
  void rejectsAnotherNumberOfLabels() {
    rejects(
        images,
        IntValues.of(new int[2], 2),
        "LabeledImages needs one label for each image, got 3 images and 2 labels;"
            + " take both from the same set");
  }

  @Test
  void rejectsALabelWithoutAName() {
    rejects(
        images,
        IntValues.of(new int[] {0, 3, 0}, 3),
        "LabeledImages needs labels in [0, 3), got 3 at 1; name every class");
    rejects(
        images,
        IntValues.of(new int[] {0, 0, -1}, 3),
        "LabeledImages needs labels in [0, 3), got -1 at 2; name every class");
  }

  private static void rejects(ByteValues images, IntValues labels, String message) {
    assertThatThrownBy(() -> new LabeledImages(images, labels, NAMES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
