package io.atelier.data.image;

import io.atelier.data.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Files of pictures with their labels, not yet decoded.
 *
 * @param root the folder that the paths are below
 * @param files one an example
 * @param labels {@code [n]} class numbers, or {@code [n, classes]} of 0 and 1
 * @param classNames what the labels mean, by number
 */
record ImageFiles(Path root, List<FoundImage> files, Values labels, List<String> classNames) {

  /** {@return these files alone, in this order} */
  ImageFiles select(int[] rows) {
    return new ImageFiles(
        root, IntStream.of(rows).mapToObj(files::get).toList(), labels.select(rows), classNames);
  }
}
