package io.atelier.engine.optimizer;

/** The checks optimizers and schedules share. */
final class Require {
  private Require() {}

  static void fraction(String who, String what, double value) {
    require(value >= 0 && value <= 1, who, what + " in [0, 1]", value);
  }

  static void positive(String who, String what, double value) {
    require(value > 0 && Double.isFinite(value), who, "a positive, finite " + what, value);
  }

  static void notNegative(String who, String what, double value) {
    require(
        value >= 0 && Double.isFinite(value), who, "a finite " + what + " of at least 0", value);
  }

  private static void require(boolean holds, String who, String rule, double value) {
    if (!holds) {
      throw new IllegalArgumentException(
          who + " needs " + rule + ", got " + value + "; give a number in that range");
    }
  }
}
