package io.atelier.data;

/** Refuses null where it is given: where it is used, nobody knows any more who gave it. */
public final class Given {
  private Given() {}

  /**
   * {@return the value}
   *
   * @param who needs it, {@code Examples}
   * @param what with its article, {@code inputs}
   * @param cure what to give, {@code give what the model sees}
   * @throws IllegalArgumentException if it is null
   */
  public static <T> T required(T value, String who, String what, String cure) {
    if (value == null) {
      throw new IllegalArgumentException(who + " needs " + what + ", got null; " + cure);
    }
    return value;
  }
}
