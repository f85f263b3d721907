package io.atelier.data;

import java.util.List;

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

  /**
   * {@return an immutable copy of a list}
   *
   * @param who needs it, {@code Sequential}
   * @param what its elements are, {@code layers}
   * @throws IllegalArgumentException if the list or an element is null
   */
  public static <T> List<T> list(List<T> values, String who, String what) {
    required(values, who, "a list of " + what, "List.of() is one of none");
    for (int i = 0; i < values.size(); i++) {
      required(values.get(i), who, what + " without null", "leave out the one at place " + i);
    }
    return List.copyOf(values);
  }
}
