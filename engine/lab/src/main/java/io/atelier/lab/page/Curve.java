package io.atelier.lab.page;

import io.atelier.engine.training.History;
import java.awt.Color;

/**
 * A quantity over a training's epochs.
 *
 * @param name in the legend
 * @param history of the training
 * @param quantity by Keras' name: {@code loss}, {@code val_accuracy}
 * @param color of {@link Charts#COLORS}
 * @param dashed rather than drawn through
 * @param inLegend whether the legend names it
 */
record Curve(
    String name, History history, String quantity, Color color, boolean dashed, boolean inLegend) {
  double[] epochs() {
    return history.epochs().stream().mapToDouble(epoch -> epoch.epoch() + 1.0).toArray();
  }

  /** {@return the values; what is not finite is a gap} */
  double[] values() {
    return history.epochs().stream()
        .mapToDouble(epoch -> epoch.quantity(quantity).filter(Double::isFinite).orElse(Double.NaN))
        .toArray();
  }
}
