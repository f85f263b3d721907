package io.atelier.lab.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A line for each of some things, through an upright axis for each of its properties; on the last
 * axis is what they are compared by. Numbers stand in rising order and far apart as they differ (by
 * their logarithms, where the largest is more than twenty times the smallest); words in the order
 * in which they come.
 *
 * @param axes values of all things, by the name of the property
 * @param compared name of what they are compared by
 * @param values of that
 * @param largerIsBetter whether larger ones are better
 */
public record ParallelCoordinates(
    Map<String, List<String>> axes, String compared, List<Double> values, boolean largerIsBetter)
    implements Picture {
  private static final int STEP = 130;
  private static final int HEIGHT = 300;
  private static final int TOP = 40;
  private static final int BOTTOM = 20;
  private static final int SIDE = 70;
  private static final int MOST_LABELS = 9;
  private static final double APART = 0.06;
  private static final int LABEL_CHARACTERS = 16;
  private static final double LOGARITHMIC = 20;

  /** Lines through one point of an axis are drawn so far apart at most, in pixels. */
  private static final double FAN = 14;

  @Override
  public String html(String meaning) {
    return svg().html(meaning);
  }

  @Override
  public byte[] bytes() {
    return svg().bytes();
  }

  @Override
  public String extension() {
    return "svg";
  }

  /** Where the values of a property stand, 0 below and 1 above. */
  private record Axis(String name, List<Double> heights, Map<Double, String> labels) {}

  private Svg svg() {
    List<Axis> all = new ArrayList<>();
    axes.forEach((name, texts) -> all.add(axis(name, texts)));
    all.add(axis(compared, values.stream().map(ParallelCoordinates::rounded).toList()));
    int width = 2 * SIDE + STEP * (all.size() - 1);
    StringBuilder drawn = new StringBuilder();
    drawn.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" width=\"%s\" height=\"%s\" style=\"max-width:100%%;height:auto\" font-family=\"sans-serif\" font-size=\"12\">"
            .formatted(width, HEIGHT, width, HEIGHT));
    List<Integer> order = worstFirst();
    for (int place = 0; place < order.size(); place++) {
      drawn.append(line(all, order.get(place), order.size() - place));
    }
    for (int i = 0; i < all.size(); i++) {
      drawn.append(drawn(all.get(i), SIDE + i * STEP));
    }
    return new Svg(drawn.append("</svg>").toString());
  }

  private List<Integer> worstFirst() {
    Comparator<Integer> rising = Comparator.comparing(values::get);
    return IntStream.range(0, values.size())
        .boxed()
        .sorted(largerIsBetter ? rising : rising.reversed())
        .toList();
  }

  /** {@return the line of a thing} Rank 1 is the best. */
  private String line(List<Axis> all, int thing, int rank) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < all.size(); i++) {
      points.append(
          String.format(
              Locale.ROOT,
              "%d,%.1f ",
              SIDE + i * STEP,
              y(all.get(i).heights().get(thing)) + fan(all.get(i), rank)));
    }
    boolean good = rank * 3 <= values.size() || rank == 1;
    String style =
        good
            ? "stroke:#0072B2;stroke-width:%s".formatted(rank == 1 ? "3" : "1.5")
            : "stroke:rgb(128,136,144);stroke-width:1;stroke-opacity:0.45";
    return "<polyline style=\"fill:none;%s\" points=\"%s\"/>"
        .formatted(style, points.toString().strip());
  }

  /** Of values that many things share, the better lines run above the worse. */
  private double fan(Axis axis, int rank) {
    boolean shared = Set.copyOf(axis.heights()).size() * 2 <= values.size();
    return shared ? FAN * ((rank - 0.5) / values.size() - 0.5) : 0;
  }

  private static double y(double height) {
    return TOP + (1 - height) * (HEIGHT - TOP - BOTTOM);
  }

  private static String drawn(Axis axis, int x) {
    StringBuilder drawn = new StringBuilder();
    drawn.append(
        "<line style=\"stroke:rgb(31,35,40);stroke-width:1\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>"
            .formatted(x, x, TOP, HEIGHT - BOTTOM));
    drawn.append(text(x, TOP - 18, "middle", "font-weight:bold", axis.name()));
    double below = -1;
    for (Map.Entry<Double, String> label : axis.labels().entrySet()) {
      double height = label.getKey();
      // The outermost are always there; what would be written over another is left out.
      boolean room = height == 1 || (height - below > APART && (1 - height > APART));
      if (room) {
        drawn.append(text(x + 5, y(height) + 4, "start", "", label.getValue()));
        below = height;
      }
    }
    return drawn.toString();
  }

  /** A rim in the colour of the paper keeps it apart from the lines behind it. */
  private static String text(int x, double y, String anchor, String style, String text) {
    String shown =
        text.length() <= LABEL_CHARACTERS
            ? text
            : anchor.equals("middle")
                ? "…" + text.substring(text.length() - LABEL_CHARACTERS + 1)
                : text.substring(0, LABEL_CHARACTERS - 1) + "…";
    return String.format(
        Locale.ROOT,
        "<text style=\"fill:rgb(31,35,40);stroke:rgb(255,255,255);stroke-width:5;paint-order:stroke;%s\" x=\"%d\" y=\"%.1f\" text-anchor=\"%s\">%s<title>%s</title></text>",
        style,
        x,
        y,
        anchor,
        Inline.escape(shown),
        Inline.escape(text));
  }

  private static Axis axis(String name, List<String> texts) {
    return texts.stream().allMatch(ParallelCoordinates::isNumber)
        ? ofNumbers(name, texts)
        : ofWords(name, texts);
  }

  private static Axis ofWords(String name, List<String> texts) {
    List<String> different = List.copyOf(new LinkedHashSet<>(texts));
    int last = Math.max(1, different.size() - 1);
    List<Double> heights = texts.stream().map(it -> (double) different.indexOf(it) / last).toList();
    return new Axis(name, heights, labels(texts, heights));
  }

  private static Axis ofNumbers(String name, List<String> texts) {
    List<Double> numbers = texts.stream().map(Double::valueOf).toList();
    double low = Collections.min(numbers);
    double high = Collections.max(numbers);
    boolean logarithmic = low > 0 && high / low > LOGARITHMIC;
    List<Double> heights =
        numbers.stream()
            .map(
                it ->
                    low == high
                        ? 0.5
                        : logarithmic
                            ? Math.log(it / low) / Math.log(high / low)
                            : (it - low) / (high - low))
            .toList();
    return new Axis(name, heights, labels(texts, heights));
  }

  /** {@return all of few texts by their height, or the outer ones of many} */
  private static Map<Double, String> labels(List<String> texts, List<Double> heights) {
    Map<Double, String> all = new TreeMap<>();
    for (int i = 0; i < texts.size(); i++) {
      all.put(heights.get(i), texts.get(i));
    }
    if (all.size() > MOST_LABELS) {
      Map<Double, String> outer = new TreeMap<>();
      List.of(0.0, 1.0).forEach(height -> outer.put(height, all.get(height)));
      return outer;
    }
    return all;
  }

  private static boolean isNumber(String text) {
    try {
      var unused = new BigDecimal(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String rounded(double value) {
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toString();
  }
}
