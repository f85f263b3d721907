package io.atelier.engine;

import java.util.Locale;

/** Names as Python writes them. */
public final class SnakeCase {
  private SnakeCase() {}

  /**
   * {@return a name as Keras makes one of a class ({@code utils/naming.py})}: {@code MaxPooling2D}
   * gives {@code max_pooling2d}, {@code decaySteps} gives {@code decay_steps}
   */
  public static String of(String name) {
    return name.replaceAll("(.)([A-Z][a-z0-9]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
