package io.atelier.data;

import java.util.List;
import java.util.Objects;

/**
 * Grey images and the class of each.
 *
 * @param images {@code [n, height, width]}, 0 (black) to 255
 * @param labels {@code [n]}, each in {@code [0, classNames.size())}
 * @param classNames what the labels mean, by number
 */
public record LabeledImages(ByteValues images, IntValues labels, List<String> classNames) {

  /**
   * Checks that the three belong together.
   *
   * @throws IllegalArgumentException for other shapes, other counts, a label without a name, or
   *     null
   */
  public LabeledImages {
    Given.required(images, "LabeledImages", "images", "give bytes [n, height, width]");
    Given.required(labels, "LabeledImages", "labels", "give one class number an image");
    Given.required(classNames, "LabeledImages", "class names", "name every class");
    if (classNames.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException(
          "LabeledImages needs class names without null, got %s; name every class"
              .formatted(classNames));
    }
    classNames = List.copyOf(classNames);
    if (images.shape().size() != 3) {
      throw new IllegalArgumentException(
          "LabeledImages needs images [n, height, width], got %s; reshape them"
              .formatted(images.shape()));
    }
    if (labels.shape().size() != 1) {
      throw new IllegalArgumentException(
          "LabeledImages needs labels [n], got %s; give one class number an image"
              .formatted(labels.shape()));
    }
    if (images.count() != labels.count()) {
      throw new IllegalArgumentException(
          "LabeledImages needs one label for each image, got %s images and %s labels; take both from the same set"
              .formatted(images.count(), labels.count()));
    }
    for (int i = 0; i < labels.count(); i++) {
      int label = labels.values()[i];
      if (label < 0 || label >= classNames.size()) {
        throw new IllegalArgumentException(
            "LabeledImages needs labels in [0, %s), got %s at %s; name every class"
                .formatted(classNames.size(), label, i));
      }
    }
  }

  /**
   * {@return the images {@code [n, height, width]} as inputs, the labels {@code [n]} as targets}
   */
  public Examples examples() {
    return new Examples(images, labels);
  }

  /** {@return how many images each class has, by class number} */
  public int[] countsPerClass() {
    int[] counts = new int[classNames.size()];
    for (int label : labels.values()) {
      counts[label]++;
    }
    return counts;
  }

  /** {@return how many images there are} */
  public int size() {
    return images.count();
  }
}
