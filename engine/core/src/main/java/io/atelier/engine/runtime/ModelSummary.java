package io.atelier.engine.runtime;

import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.build.Blueprint;
import io.atelier.engine.runtime.build.WeightSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tensorflow.ndarray.Shape;

/**
 * The table {@code model.summary()} prints, in the layout of Keras 2.12 ({@code
 * utils/layer_utils.py:180-443}).
 */
public final class ModelSummary {
  private final Blueprint blueprint;

  private ModelSummary(Blueprint blueprint) {
    this.blueprint = blueprint;
  }

  /** {@return the summary of a model} */
  public static ModelSummary of(Model model) {
    return new ModelSummary(Blueprint.of(model));
  }

  /** {@return the number of weights, trained or not} */
  public long parameters() {
    return blueprint.parameters();
  }

  /** {@return the number of weights training moves} */
  public long trainableParameters() {
    return blueprint.weights().stream()
        .filter(WeightSpec::trainable)
        .mapToLong(weight -> weight.shape().size())
        .sum();
  }

  /**
   * {@return the table as Keras prints it: a chain of layers without its input, another graph with
   * its inputs and what each layer is connected to}
   */
  public String text() {
    return text(false, false);
  }

  /**
   * {@return the table}
   *
   * @param withInput whether the input of a chain has a row of its own, as in a functional model
   * @param withTrainable whether a column says which layers training may move
   */
  public String text(boolean withInput, boolean withTrainable) {
    boolean chain = blueprint.model().isChain();
    List<String> titles =
        new ArrayList<>(List.of("Layer (type)", "Output Shape", "Param #", "Connected to"));
    List<Integer> ends = new ArrayList<>(List.of(32, 53, 65, 98));
    if (chain) {
      titles.remove(3);
      ends = new ArrayList<>(List.of(29, 55, 65));
    }
    if (withTrainable) {
      titles.add("Trainable");
      ends.add(ends.get(ends.size() - 1) + 11);
    }
    int[] columns = ends.stream().mapToInt(Integer::intValue).toArray();
    int width = columns[columns.length - 1];
    List<String> lines = new ArrayList<>();
    lines.add("Model: \"" + blueprint.model().name() + "\"");
    lines.add("_".repeat(width));
    lines.addAll(row(columns, titles));
    lines.add("=".repeat(width));
    for (List<String> row : chain ? rows(withInput) : new ConnectedRows(blueprint).rows()) {
      lines.addAll(row(columns, row));
      lines.add(" ".repeat(width));
    }
    lines.add("=".repeat(width));
    lines.add("Total params: " + commas(parameters()));
    lines.add("Trainable params: " + commas(trainableParameters()));
    lines.add("Non-trainable params: " + commas(parameters() - trainableParameters()));
    lines.add("_".repeat(width));
    return String.join("\n", lines);
  }

  private List<List<String>> rows(boolean withInput) {
    Stream<List<String>> input =
        Stream.of(
            List.of(
                "Input (InputLayer)",
                "[" + shape(Shape.of(-1).append(blueprint.model().input().shape())) + "]",
                "0",
                "Y"));
    Stream<List<String>> layers =
        blueprint.rows().stream()
            .map(
                row ->
                    List.of(
                        row.name() + " (" + row.type() + ")",
                        shape(row.output()),
                        Long.toString(row.parameters()),
                        row.trainable() ? "Y" : "N"));
    return (withInput ? Stream.concat(input, layers) : layers).toList();
  }

  /**
   * Cells at fixed columns; what is too long goes on in the next line. As in Keras, the space in
   * front of the first cell is not counted: a cell that fills its column pushes the next by one.
   */
  private static List<String> row(int[] columns, List<String> cells) {
    List<String> lines = new ArrayList<>();
    List<String> left = new ArrayList<>(cells.subList(0, columns.length));
    while (left.stream().anyMatch(cell -> !cell.isEmpty())) {
      StringBuilder line = new StringBuilder(" ");
      for (int i = 0; i < columns.length; i++) {
        int begin = i == 0 ? 0 : columns[i - 1];
        int gap = i == columns.length - 1 ? 0 : 2;
        String cell = left.get(i);
        int cut = cut(cell, Math.min(cell.length(), columns[i] - begin - gap));
        line.append(cell, 0, cut).append(" ".repeat(gap));
        line.append(" ".repeat(Math.max(0, columns[i] - line.length())));
        left.set(i, cell.substring(cut));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** Lines break behind the end of a list's element, as in Keras. */
  private static int cut(String cell, int room) {
    return Stream.of("),", "},", "],", "',")
        .filter(end -> cell.substring(0, room).contains(end))
        .mapToInt(end -> cell.indexOf(end) + end.length())
        .min()
        .orElse(room);
  }

  static String shape(Shape shape) {
    return IntStream.range(0, shape.numDimensions())
        .mapToObj(axis -> shape.get(axis) < 0 ? "None" : Long.toString(shape.get(axis)))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String commas(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
