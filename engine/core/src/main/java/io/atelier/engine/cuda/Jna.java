package io.atelier.engine.cuda;

import java.util.function.Supplier;

/** Calls C functions that TensorFlow Java has no way to. */
public final class Jna {
  private Jna() {}

  /**
   * {@return what a call gives}
   *
   * @param call through JNA, which unpacks a library of its own into a folder and loads it there
   * @throws IllegalStateException if that cannot be done; says why, and what to do
   */
  public static <T> T call(Supplier<T> call) {
    try {
      return call.get();
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "JNA needs a folder from which libraries can be loaded, got %s: %s; name one with -Djna.tmpdir=FOLDER"
              .formatted(
                  System.getProperty("jna.tmpdir", System.getProperty("java.io.tmpdir")),
                  String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }
}
