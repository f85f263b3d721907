package io.atelier.engine.optimizer;

import io.atelier.engine.Float32;

/** The checks optimizers and schedules share: ranges, and that float32 holds the number. */
public final class Require {
  private Require() {}

  public static void fraction(String who, String what, double value) {
    require(value >= 0 && value <= 1, who, what + " in [0, 1]", value);
    Float32.require(who, what, value);
    require(
        Float32.staysBelowOne(value), who, what + " of 1 or at most 0.99999994 (float32)", value);
  }

  public static void positive(String who, String what, double value) {
    require(value > 0 && Double.isFinite(value), who, "a positive, finite " + what, value);
    Float32.require(who, what, value);
  }

  public static void notNegative(String who, String what, double value) {
    require(
        value >= 0 && Double.isFinite(value), who, "a finite " + what + " of at least 0", value);
    Float32.require(who, what, value);
  }

  private static void require(boolean holds, String who, String rule, double value) {
    if (!holds) {
      throw new IllegalArgumentException(
          who + " needs " + rule + ", got " + value + "; give a number in that range");
    }
  }
}
