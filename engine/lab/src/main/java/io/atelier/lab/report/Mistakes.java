package io.atelier.lab.report;

import io.atelier.data.Values;
import io.atelier.lab.page.Cut;
import io.atelier.lab.page.Figure;
import io.atelier.lab.page.ImageGrid;
import io.atelier.lab.page.Numbers;
import io.atelier.lab.page.Part;
import io.atelier.lab.page.Table;
import io.atelier.lab.page.Tile;
import java.util.List;
import java.util.Locale;

/** A run's worst mistakes as pictures. */
public final class Mistakes {
  /** Characters below a picture. */
  private static final int LINE = 14;

  private Mistakes() {}

  /** {@return the mistakes on examples that are no pictures} */
  static Part table(List<Mistake> mistakes, List<String> classes) {
    return new Table(
        List.of("test example", "class", "taken for", "probability of its class", "loss"),
        mistakes.stream()
            .map(
                it ->
                    List.of(
                        Integer.toString(it.index()),
                        classes.get(it.actual()),
                        classes.get(it.predicted()),
                        Numbers.measured(it.probability()),
                        String.format(Locale.ROOT, "%.1f", it.loss())))
            .toList());
  }

  /**
   * {@return the images with their actual class, what they were taken for, and the loss}
   *
   * @param name of the picture's file; unique in a report
   * @param caption one sentence
   * @param mistakes the worst first, at least one
   * @param pictures of the test set, {@code [n, height, width]} or {@code [n, height, width,
   *     1|3|4]}
   * @param classes their names
   */
  public static Part figure(
      String name, String caption, List<Mistake> mistakes, Values pictures, List<String> classes) {
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
                                    pictures,
                                    mistake.index(),
                                    Cut.to(LINE, classes.get(mistake.actual())),
                                    Cut.to(LINE, "as " + classes.get(mistake.predicted())),
                                    String.format(Locale.ROOT, "loss %.1f", mistake.loss())))
                        .toList())
                .png());
  }
}
