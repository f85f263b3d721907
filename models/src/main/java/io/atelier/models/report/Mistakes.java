package io.atelier.models.report;

import io.atelier.data.LabeledImages;
import java.util.List;
import java.util.Locale;

/** A run's worst mistakes as pictures. */
public final class Mistakes {
  private Mistakes() {}

  /**
   * {@return the images with their actual class, what they were taken for, and the loss}
   *
   * @param name of the picture's file; unique in a report
   * @param caption one sentence
   * @param mistakes the worst first, at least one
   * @param test images
   */
  public static Part figure(
      String name, String caption, List<Mistake> mistakes, LabeledImages test) {
    List<String> classes = test.classNames();
    return Figure.drawn(
        name,
        caption,
        () ->
            ImageGrid.of(
                    5,
                    mistakes.stream()
                        .map(
                            mistake ->
                                Tile.of(
                                    test.images(),
                                    mistake.index(),
                                    classes.get(mistake.actual()),
                                    "as " + classes.get(mistake.predicted()),
                                    String.format(Locale.ROOT, "loss %.1f", mistake.loss())))
                        .toList())
                .png());
  }
}
