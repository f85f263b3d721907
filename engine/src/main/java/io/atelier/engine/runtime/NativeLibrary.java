package io.atelier.engine.runtime;

import org.tensorflow.TensorFlow;

/** The native library that does the computing. */
public final class NativeLibrary {
  private NativeLibrary() {}

  /** {@return TensorFlow's version, as {@code 2.18.0}} */
  public static String version() {
    return TensorFlow.version();
  }
}
