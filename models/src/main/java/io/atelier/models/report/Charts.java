package io.atelier.models.report;

import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.History;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves over epochs, as SVG. */
final class Charts {
  /** Okabe and Ito's blue and vermilion: apart for colour-blind eyes too. */
  private static final Color TRAINING = new Color(0x0072B2);

  private static final Color VALIDATION = new Color(0xD55E00);

  private Charts() {}

  /**
   * {@return training and validation curves of a quantity, as an SVG element}
   *
   * @param quantity by Keras' name: {@code loss} or {@code accuracy}
   * @throws IOException if it cannot be drawn, as where no font is installed
   */
  static String curves(History history, String quantity) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(560)
            .height(340)
            .title(quantity)
            .xAxisTitle("epoch")
            .yAxisTitle(quantity)
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setPlotBorderVisible(false);
    chart.getStyler().setXAxisDecimalPattern("#");
    chart.getStyler().setXAxisMaxLabelCount(10);
    add(chart, history, "training", TRAINING, epoch -> epoch.quantity(quantity));
    if (history.last().validation().isPresent()) {
      add(chart, history, "validation", VALIDATION, epoch -> epoch.quantity("val_" + quantity));
    }
    ByteArrayOutputStream svg = new ByteArrayOutputStream();
    VectorGraphicsEncoder.saveVectorGraphic(chart, svg, VectorGraphicsFormat.SVG);
    String text = svg.toString(StandardCharsets.UTF_8);
    return text.substring(text.indexOf("<svg"));
  }

  private static void add(
      XYChart chart,
      History history,
      String name,
      Color color,
      Function<EpochResult, Optional<Double>> value) {
    double[] epochs = history.epochs().stream().mapToDouble(epoch -> epoch.epoch() + 1.0).toArray();
    double[] values =
        history.epochs().stream()
            .mapToDouble(epoch -> value.apply(epoch).filter(Double::isFinite).orElse(Double.NaN))
            .toArray();
    var series = chart.addSeries(name, epochs, values);
    series.setLineColor(color);
    series.setMarkerColor(color);
    series.setLineStyle(new BasicStroke(2));
    series.setMarker(epochs.length < 3 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
  }
}
