package io.atelier.engine;

/**
 * Which settings float32 holds. The engine computes in float32: a rate of 1e300 would be infinite
 * there, one of 1e-60 would be 0, and training would go wrong without a word.
 */
public final class Float32 {
  private Float32() {}

  /**
   * {@return whether a number stays one in float32: neither infinite nor, unless it is 0, so small
   * that it is taken for 0 (below 1.2e-38 TensorFlow flushes to 0)}
   */
  public static boolean holds(double value) {
    float rounded = (float) value;
    return value == 0 || (Float.isFinite(rounded) && Math.abs(rounded) >= Float.MIN_NORMAL);
  }

  /**
   * Requires a number that float32 {@link #holds}.
   *
   * @param who has the setting
   * @param what it is called
   * @throws IllegalArgumentException if it does not
   */
  public static void require(String who, String what, double value) {
    if (!holds(value)) {
      throw new IllegalArgumentException(
          who
              + " needs "
              + what
              + " to be a number that float32 holds (0, or 1.2E-38 to 3.4E38 in size), got "
              + value
              + "; give a number in that range");
    }
  }

  /** {@return whether a number below 1 stays below 1 in float32, which rounds 0.99999999 to 1} */
  public static boolean staysBelowOne(double value) {
    return value >= 1 || (float) value < 1;
  }
}
