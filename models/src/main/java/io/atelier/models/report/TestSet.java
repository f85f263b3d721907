package io.atelier.models.report;

import io.atelier.data.ByteValues;
import io.atelier.data.Examples;
import io.atelier.data.IntValues;
import io.atelier.data.LabeledImages;
import java.util.List;
import java.util.Optional;

/**
 * What a run was tested on.
 *
 * @param examples as they were read, before a model's shape
 * @param classNames by number; empty where numbers are predicted
 */
public record TestSet(Examples examples, List<String> classNames) {
  /** {@return the examples as grey images with a label each; empty if they are none} */
  Optional<LabeledImages> images() {
    return examples.inputs() instanceof ByteValues images
            && images.shape().size() == 3
            && examples.targets() instanceof IntValues labels
            && labels.shape().size() == 1
        ? Optional.of(new LabeledImages(images, labels, classNames))
        : Optional.empty();
  }
}
