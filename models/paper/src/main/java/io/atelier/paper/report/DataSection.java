package io.atelier.paper.report;

import io.atelier.data.ByteValues;
import io.atelier.data.Examples;
import io.atelier.data.IntValues;
import io.atelier.data.LabeledImages;
import io.atelier.lab.page.Charts;
import io.atelier.lab.page.Figure;
import io.atelier.lab.page.ImageGrid;
import io.atelier.lab.page.Numbers;
import io.atelier.lab.page.Paragraph;
import io.atelier.lab.page.Part;
import io.atelier.lab.page.SideBySide;
import io.atelier.lab.page.Table;
import io.atelier.lab.page.Tile;
import io.atelier.paper.result.Reproduction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The paper's Figs. 1 to 5: how often each class is there, and what the images look like. */
public final class DataSection {
  private static final int SHOWN = 25;

  private DataSection() {}

  /** {@return the figures} */
  public static List<Part> of(Reproduction.DataSet data) {
    LabeledImages all = data.train();
    Map<String, Integer> whole = counts(all.labels(), all.classNames());
    Map<String, Integer> train = counts(data.split().train(), all.classNames());
    Map<String, Integer> development = counts(data.split().heldOut(), all.classNames());
    return List.of(
        new Paragraph(
            "The four files have the SHA-256 hashes named below, or nothing is trained. The development set is 15 % of each class. The colour bar of Figs. 2 and 3 is ours."),
        SideBySide.of(
            bars("classes-all", "Fig. 1: classes of all %s training images.", whole),
            bars("classes-train", "Fig. 4: classes of the training set of %s.", train),
            bars(
                "classes-development",
                "Fig. 5: classes of the development set of %s.",
                development)),
        SideBySide.of(
            grid(
                "images-raw",
                "Fig. 2: the first 25 training images as they come, bytes from 0 to 255.",
                all,
                List.of("0", "255")),
            grid("images-scaled", "Fig. 3: the same, divided by 255.", all, List.of("0.0", "1.0"))),
        table(whole, train, development));
  }

  private static Map<String, Integer> counts(Examples examples, List<String> classes) {
    return counts((IntValues) examples.targets(), classes);
  }

  private static Map<String, Integer> counts(IntValues labels, List<String> classes) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    classes.forEach(name -> counts.put(name, 0));
    for (int label : labels.values()) {
      counts.merge(classes.get(label), 1, Integer::sum);
    }
    return counts;
  }

  private static Part bars(String name, String caption, Map<String, Integer> counts) {
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    return Figure.drawn(
        name, caption.formatted(Numbers.count(all)), () -> Charts.bars(counts, "class", "images"));
  }

  private static Part grid(String name, String caption, LabeledImages images, List<String> scale) {
    ByteValues pixels = images.images();
    List<Tile> tiles =
        IntStream.range(0, Math.min(SHOWN, images.size()))
            .mapToObj(i -> Tile.of(pixels, i, images.classNames().get(images.labels().values()[i])))
            .toList();
    return Figure.drawn(name, caption, () -> new ImageGrid(5, tiles, scale).png());
  }

  private static Part table(
      Map<String, Integer> whole, Map<String, Integer> train, Map<String, Integer> development) {
    List<List<String>> rows = new ArrayList<>();
    whole.forEach(
        (name, count) ->
            rows.add(
                List.of(
                    name,
                    Numbers.count(count),
                    Numbers.count(train.get(name)),
                    Numbers.count(development.get(name)))));
    return new Table(List.of("class", "all", "training", "development"), rows);
  }
}
