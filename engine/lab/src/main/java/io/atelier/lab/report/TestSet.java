package io.atelier.lab.report;

import io.atelier.data.Examples;
import io.atelier.data.Values;
import io.atelier.lab.page.Tile;
import java.util.List;
import java.util.Optional;

/**
 * What a run was tested on.
 *
 * @param examples as they were read, before a model's shape
 * @param classNames by number; empty where numbers are predicted
 * @param citation whose work they are; empty for nothing to say
 */
public record TestSet(Examples examples, List<String> classNames, String citation) {
  /** Makes an immutable copy. */
  public TestSet {
    classNames = List.copyOf(classNames);
  }

  /**
   * {@return the inputs, if they are pictures: {@code [n, height, width]} or {@code [n, height,
   * width, channels]} of 1, 3 or 4 channels}
   */
  Optional<Values> pictures() {
    return Optional.of(examples)
        .filter(given -> given.named().size() == 1)
        .map(Examples::inputs)
        .filter(inputs -> Tile.isPicture(inputs.exampleShape()));
  }
}
