package io.atelier.lab.page;

import io.atelier.engine.training.History;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts in the colours of Okabe and Ito, which are apart for colour-blind eyes too. */
public final class Charts {
  /** Blue, vermilion, bluish green, reddish purple: those that stand out on white and on black. */
  public static final List<Color> COLORS =
      List.of(new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7));

  private static final Color SKY_BLUE = new Color(0x56B4E9);
  private static final Color[] SHADES =
      IntStream.rangeClosed(0, 100)
          .mapToObj(percent -> shade(Math.sqrt(percent / 100.0)))
          .toArray(Color[]::new);

  private static final int MOST_TICKS = 10;
  public static final int WIDTH = 376;
  public static final int HEIGHT = 290;
  private static final int LEGEND_CHARACTERS = 34;

  private Charts() {}

  /**
   * {@return a run's training and validation curves}
   *
   * @param quantity by Keras' name: {@code loss}, {@code accuracy}
   * @throws IOException if it cannot be drawn, as where no font is installed
   */
  public static Svg curves(History history, String quantity) throws IOException {
    List<Curve> curves = new ArrayList<>();
    curves.add(new Curve("training", history, quantity, COLORS.get(0), false, true));
    if (history.last().validation().isPresent()) {
      curves.add(new Curve("validation", history, "val_" + quantity, COLORS.get(1), false, true));
    }
    return curves(curves, quantity);
  }

  /**
   * {@return the curves of several runs: training drawn through, validation dashed}
   *
   * @param histories by name in the legend, at most four
   * @param quantity by Keras' name: {@code loss}, {@code accuracy}
   * @throws IOException if it cannot be drawn, as where no font is installed
   */
  public static Svg curves(Map<String, History> histories, String quantity) throws IOException {
    List<Curve> curves = new ArrayList<>();
    histories.forEach(
        (name, history) -> {
          Color color = COLORS.get(curves.size() / 2 % COLORS.size());
          curves.add(new Curve(name, history, quantity, color, false, true));
          curves.add(
              new Curve(name + " validation", history, "val_" + quantity, color, true, false));
        });
    return curves(curves, quantity);
  }

  private static Svg curves(List<Curve> curves, String quantity) throws IOException {
    return svg(chart(curves, quantity));
  }

  static XYChart chart(List<Curve> curves, String quantity) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle("epoch")
            .yAxisTitle(quantity)
            .build();
    style(chart.getStyler());
    chart.getStyler().setXAxisDecimalPattern("#");
    int characters =
        curves.stream().filter(Curve::inLegend).mapToInt(curve -> curve.name().length() + 4).sum();
    chart
        .getStyler()
        .setLegendLayout(
            characters <= LEGEND_CHARACTERS ? LegendLayout.Horizontal : LegendLayout.Vertical);
    for (Curve curve : curves) {
      if (Arrays.stream(curve.values()).anyMatch(Double::isFinite) || !curve.dashed()) {
        add(chart, curve);
      }
    }
    if (curves.get(0).epochs().length > MOST_TICKS) {
      spaceTicks(chart, 1.5, curves.get(0).values()[0]);
    }
    if (differentValues(curves) <= 2) {
      // The library sets a tick at each of them then, with all the digits they have.
      chart.getStyler().setyAxisTickLabelsFormattingFunction(Numbers::measured);
    }
    return chart;
  }

  private static long differentValues(List<Curve> curves) {
    return curves.stream()
        .flatMapToDouble(curve -> Arrays.stream(curve.values()))
        .filter(Double::isFinite)
        .distinct()
        .count();
  }

  /**
   * Has ticks at round numbers, far enough apart. Among evenly spaced values the library sets as
   * many as just fit; a point between two of them, which is not drawn, makes them uneven.
   */
  public static void spaceTicks(XYChart chart, double x, double y) {
    chart
        .addSeries("ticks", new double[] {x}, new double[] {y})
        .setMarker(SeriesMarkers.NONE)
        .setShowInLegend(false);
  }

  private static void add(XYChart chart, Curve curve) {
    var series = chart.addSeries(curve.name(), curve.epochs(), curve.values());
    series.setLineColor(curve.color());
    series.setMarkerColor(curve.color());
    series.setLineStyle(
        curve.dashed()
            ? new BasicStroke(
                1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {5, 3}, 0)
            : new BasicStroke(2));
    series.setMarker(curve.epochs().length < 3 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    series.setShowInLegend(curve.inLegend());
  }

  /**
   * {@return a bar a name}
   *
   * @param counts by name
   * @throws IOException if it cannot be drawn, as where no font is installed
   */
  public static Svg bars(Map<String, Integer> counts, String names, String quantity)
      throws IOException {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle(names)
            .yAxisTitle(quantity)
            .build();
    style(chart.getStyler());
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setXAxisLabelRotation(45);
    chart.getStyler().setYAxisDecimalPattern("#,###");
    chart.getStyler().setYAxisMin(0.0);
    chart
        .addSeries(quantity, List.copyOf(counts.keySet()), List.copyOf(counts.values()))
        .setFillColor(COLORS.get(0));
    return svg(chart);
  }

  public static void style(AxesChartStyler styler) {
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    styler.setLocale(Locale.ROOT);
    styler.setBaseFont(font);
    styler.setAxisTitleFont(font);
    styler.setAxisTickLabelsFont(font);
    styler.setLegendFont(font);
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendBorderColor(Svg.PAPER);
    styler.setLegendBackgroundColor(Svg.PAPER);
    styler.setChartTitleVisible(false);
    styler.setChartBackgroundColor(Svg.PAPER);
    styler.setPlotBackgroundColor(Svg.PAPER);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(Svg.LINE);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setAxisTickMarksColor(Svg.LINE);
    styler.setChartFontColor(Svg.INK);
    styler.setAxisTickLabelsColor(Svg.INK);
  }

  public static Svg svg(Chart<?, ?> chart) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    VectorGraphicsEncoder.saveVectorGraphic(chart, file, VectorGraphicsFormat.SVG);
    return Svg.of(file.toString(StandardCharsets.UTF_8));
  }

  /**
   * {@return a confusion matrix, shaded by the square root of the counts: mistakes are seen too}
   *
   * @param counts {@code [actual][predicted]}
   * @throws IOException if it cannot be drawn, as where no font is installed
   */
  public static Png heatMap(List<List<Long>> counts, List<String> classes) throws IOException {
    int size = counts.size();
    int more = 44 * Math.max(0, size - 10);
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(720 + more)
            .height(620 + more)
            .xAxisTitle("predicted")
            .yAxisTitle("actual")
            .build();
    style(chart.getStyler());
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 16);
    chart.getStyler().setAxisTitleFont(font);
    chart.getStyler().setAxisTickLabelsFont(font);
    chart.getStyler().setValueFont(font);
    chart.getStyler().setShowValue(true);
    chart.getStyler().setHeatMapValueDecimalPattern("#");
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setXAxisLabelRotation(45);
    chart.getStyler().setRangeColors(SHADES);
    List<Number[]> cells = new ArrayList<>();
    for (int actual = 0; actual < size; actual++) {
      for (int predicted = 0; predicted < size; predicted++) {
        cells.add(new Number[] {predicted, size - 1 - actual, counts.get(actual).get(predicted)});
      }
    }
    List<String> names = classes.stream().map(name -> Cut.to(24, name)).toList();
    List<String> upwards = IntStream.range(0, size).mapToObj(i -> names.get(size - 1 - i)).toList();
    chart.addSeries("examples", names, upwards, cells);
    return new Png(BitmapEncoder.getBufferedImage(chart));
  }

  /** From white to sky blue. */
  private static Color shade(double share) {
    return new Color(
        shade(SKY_BLUE.getRed(), share),
        shade(SKY_BLUE.getGreen(), share),
        shade(SKY_BLUE.getBlue(), share));
  }

  private static int shade(int channel, double share) {
    return (int) Math.round(255 - share * (255 - channel));
  }
}
