package io.atelier.engine.cuda;

import com.sun.jna.NativeLibrary;

/**
 * The environment that C and C++ see in this process. Java cannot change it, the C library can;
 * Java's own copy stays as it was.
 */
final class ProcessEnvironment {
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
}
