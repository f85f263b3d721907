package io.atelier.engine.cuda;

import com.sun.jna.NativeLibrary;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The environment that C and C++ see in this process. Java cannot change it, the C library can;
 * Java's own copy, which processes started from here inherit, stays as it was.
 */
public final class ProcessEnvironment {
  private ProcessEnvironment() {}

  /**
   * Sets a variable.
   *
   * @throws IllegalStateException if it cannot be set
   */
  static void set(String name, String value) {
    int failed =
        Jna.call(
            () ->
                NativeLibrary.getProcess()
                    .getFunction("setenv")
                    .invokeInt(new Object[] {name, value, 1}));
    if (failed != 0) {
      throw new IllegalStateException("setenv refused " + name);
    }
  }

  /**
   * Changes a variable, while nobody else changes one here.
   *
   * @param change of the value, empty text if it is not set
   * @throws IllegalStateException if it cannot be set
   */
  public static synchronized void change(String name, UnaryOperator<String> change) {
    String before = get(name).orElse("").strip();
    String after = change.apply(before);
    if (!after.equals(before)) {
      set(name, after);
    }
  }

  /** {@return the value of a variable; empty if it is not set} */
  public static Optional<String> get(String name) {
    return Jna.call(
        () ->
            Optional.ofNullable(
                NativeLibrary.getProcess()
                    .getFunction("getenv")
                    .invokeString(new Object[] {name}, false)));
  }
}
