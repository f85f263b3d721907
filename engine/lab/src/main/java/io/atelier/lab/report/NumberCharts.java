package io.atelier.lab.report;

import io.atelier.lab.page.Charts;
import io.atelier.lab.page.Svg;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts of predicted numbers. */
final class NumberCharts {
  private NumberCharts() {}

  /**
   * {@return predicted values over actual ones, with the line on which a perfect model has them}
   *
   * @throws IOException if it cannot be drawn, as where no font is installed
   */
  static Svg scatter(NumberScores scores) throws IOException {
    double[] actual = scores.points().stream().mapToDouble(point -> point.get(0)).toArray();
    double[] predicted = scores.points().stream().mapToDouble(point -> point.get(1)).toArray();
    double low = Math.min(Arrays.stream(actual).min().orElse(0), least(predicted));
    double high = Math.max(Arrays.stream(actual).max().orElse(1), -least(negated(predicted)));
    XYChart chart = chart("actual " + scores.name(), "predicted");
    XYSeries points = chart.addSeries("test examples", actual, predicted);
    points.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    points.setMarker(SeriesMarkers.CIRCLE);
    Color color = Charts.COLORS.get(0);
    points.setMarkerColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 128));
    XYSeries perfect = chart.addSeries("perfect", ends(low, high), ends(low, high));
    perfect.setMarker(SeriesMarkers.NONE);
    perfect.setLineColor(Charts.COLORS.get(1));
    perfect.setLineStyle(new BasicStroke(1.5f));
    chart.getStyler().setMarkerSize(5);
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    return Charts.svg(chart);
  }

  private static double least(double[] values) {
    return Arrays.stream(values).min().orElse(0);
  }

  private static double[] negated(double[] values) {
    return Arrays.stream(values).map(value -> -value).toArray();
  }

  private static double[] ends(double low, double high) {
    return new double[] {low, high > low ? high : low + 1};
  }

  /**
   * {@return how often residuals are how large}
   *
   * @throws IOException if it cannot be drawn, as where no font is installed
   */
  static Svg residuals(NumberScores scores) throws IOException {
    List<Long> counts = scores.residuals().counts();
    double[] edges = scores.residuals().edges();
    double[] heights = new double[2 * counts.size() + 2];
    double[] places = new double[heights.length];
    for (int i = 0; i < counts.size(); i++) {
      places[2 * i + 1] = edges[i];
      places[2 * i + 2] = edges[i + 1];
      heights[2 * i + 1] = counts.get(i);
      heights[2 * i + 2] = counts.get(i);
    }
    places[0] = edges[0];
    places[places.length - 1] = edges[edges.length - 1];
    XYChart chart = chart("actual - predicted", "test examples");
    XYSeries series = chart.addSeries("residuals", places, heights);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(Charts.COLORS.get(0));
    Color color = Charts.COLORS.get(0);
    series.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 96));
    Charts.spaceTicks(chart, edges[0] + 0.37 * scores.residuals().width(), 0);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setLegendVisible(false);
    return Charts.svg(chart);
  }

  private static XYChart chart(String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(Charts.WIDTH)
            .height(Charts.HEIGHT)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    Charts.style(chart.getStyler());
    return chart;
  }
}
