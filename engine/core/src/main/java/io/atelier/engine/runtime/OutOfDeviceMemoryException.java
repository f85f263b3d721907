package io.atelier.engine.runtime;

/** A device's memory did not suffice. Its message says for what, and what to do. */
public final class OutOfDeviceMemoryException extends IllegalStateException {
  /**
   * @param message for the user
   * @param cause TensorFlow's
   */
  public OutOfDeviceMemoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
