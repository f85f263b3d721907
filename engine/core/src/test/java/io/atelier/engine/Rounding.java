package io.atelier.engine;

/**
 * How far arithmetic in a floating-point type may be off, as a share of the numbers in it.
 *
 * <p>Every operation rounds its result to the nearest number of the type, which changes it by at
 * most {@link #unit}. A processor may add a sum in any order, or keep a product unrounded while it
 * is added; the number of roundings bounds the error whatever it does. So tests count roundings
 * instead of taking over what one machine gave.
 */
public enum Rounding {
  /** 24 bits. */
  FLOAT32(24),
  /** 8 bits. */
  BFLOAT16(8),
  /** 11 bits. */
  FLOAT16(11);

  private final int bits;

  Rounding(int bits) {
    this.bits = bits;
  }

  /** {@return the largest change by one rounding: half of the last bit of 1} */
  public double unit() {
    return Math.scalb(1.0, -bits);
  }

  /** {@return the largest change by so many roundings, all in the same direction} */
  public double of(long roundings) {
    return roundings * unit() / (1 - roundings * unit());
  }

  /**
   * {@return the change of a long sum, as a share of its largest partial sum} Each of the additions
   * rounds, up as often as down: so many steps of a random walk lead as far as the root of their
   * number.
   */
  public double ofSum(int terms) {
    return Math.sqrt(terms) * unit();
  }

  /**
   * {@return how far the losses of two trainings may be apart that differ in rounding only} The
   * gradients of either are off by the error of the longest sum in them, and what a step is off by,
   * the following ones carry on.
   */
  public double ofTraining(int steps, int longestSum) {
    return 2 * steps * ofSum(longestSum);
  }
}
