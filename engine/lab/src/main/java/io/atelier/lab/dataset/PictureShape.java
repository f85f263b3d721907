package io.atelier.lab.dataset;

import io.atelier.data.DataSet;
import io.atelier.engine.layer.Model;
import java.util.Arrays;
import java.util.List;

/** The height, width and channels of the pictures that a model takes. */
public final class PictureShape {
  private static final List<String> COLORS = List.of("", "grayscale", "", "rgb", "rgba");

  private PictureShape() {}

  /**
   * Requires pictures of the shape that a model takes, where both are pictures.
   *
   * @throws IllegalArgumentException if they have another; the message names the flags that bring
   *     them to it
   */
  public static void require(DataSet set, Model model) {
    if (!model.isChain() || set.train().named().size() > 1) {
      return;
    }
    List<Integer> wanted = Arrays.stream(model.input().exampleShape()).boxed().toList();
    List<Integer> got = set.exampleShape();
    if (wanted.size() != 3 || got.size() != 3 || wanted.equals(got)) {
      return;
    }
    int channels = wanted.get(2);
    String color =
        channels < COLORS.size() && !COLORS.get(channels).isEmpty()
            ? " --color " + COLORS.get(channels)
            : "";
    throw new IllegalArgumentException(
        "Model %s needs inputs %s, got %s of %s; pictures are brought to it by --size %sx%s%s"
            .formatted(model.name(), wanted, got, set.name(), wanted.get(0), wanted.get(1), color));
  }
}
