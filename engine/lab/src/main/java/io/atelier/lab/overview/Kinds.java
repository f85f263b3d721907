package io.atelier.lab.overview;

import io.atelier.data.DataSet;
import io.atelier.data.Element;
import io.atelier.lab.page.Numbers;
import java.util.List;
import java.util.stream.Collectors;

/** What inputs and targets are, in words. */
final class Kinds {
  private Kinds() {}

  static String inputs(DataSet set, boolean pictures) {
    List<Integer> shape = set.exampleShape();
    String kind =
        switch (Element.of(set.train().inputs())) {
          case BYTE -> "bytes (0 to 255)";
          case INT -> "32-bit integers";
          case FLOAT -> "32-bit floats";
        };
    if (!pictures) {
      return kind + " " + shape;
    }
    int channels = shape.size() == 2 ? 1 : shape.get(2);
    String colors = channels == 1 ? "gray" : channels == 3 ? "RGB" : "RGBA";
    return "pictures %sx%s (height x width), %s: %s %s"
        .formatted(shape.get(0), shape.get(1), colors, kind, shape);
  }

  static String targets(DataSet set) {
    List<Integer> shape = set.train().targets().exampleShape();
    if (set.classes() > 0) {
      return (shape.isEmpty() ? "one of %s %s" : "any of %s %s at once")
          .formatted(Numbers.count(set.classes()), set.classes() == 1 ? "class" : "classes");
    }
    String numbers = shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
    return numbers.isEmpty() || numbers.equals("1")
        ? "a number to predict"
        : numbers + " numbers to predict";
  }
}
