package io.atelier.lab.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Scores;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;

/** What the axes of a history's charts say. */
class ChartsTest {
  @Test
  void aSingleEpochsValuesAreLabelledWithFourDigits() {
    EpochResult epoch =
        new EpochResult(
            0,
            new Scores(2.333333333333333, Map.of()),
            Optional.of(new Scores(2.302585092994046, Map.of())),
            0.01f,
            Duration.ofSeconds(1));
    History history = new History(List.of(epoch), "all epochs trained");
    assertThat(labels(history, "loss")).containsExactly("2.333");
    assertThat(labels(history, "loss", "val_loss")).containsExactly("2.303", "2.333");
  }

  /** Paints the chart: {@return the labels of its upright axis} */
  private static Set<String> labels(History history, String... quantities) {
    List<Curve> curves =
        List.of(quantities).stream()
            .map(name -> new Curve(name, history, name, Charts.COLORS.get(0), false, true))
            .toList();
    XYChart chart = Charts.chart(curves, "loss");
    Function<Double, String> label = chart.getStyler().getyAxisTickLabelsFormattingFunction();
    assertThat(label).isNotNull();
    Set<String> labels = new TreeSet<>();
    chart
        .getStyler()
        .setyAxisTickLabelsFormattingFunction(
            value -> {
              labels.add(label.apply(value));
              return label.apply(value);
            });
    assertThat(BitmapEncoder.getBufferedImage(chart)).isNotNull();
    return labels;
  }
}
