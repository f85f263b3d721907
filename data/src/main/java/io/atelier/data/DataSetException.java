package io.atelier.data;

import java.io.IOException;

/**
 * No data set, or none that can be read: the message is one line that says who needs what, what was
 * found, what to do.
 */
public final class DataSetException extends IOException {

  /** An exception with this line. */
  public DataSetException(String message) {
    super(message);
  }

  /** An exception with this line, and what led to it. */
  public DataSetException(String message, Throwable cause) {
    super(message, cause);
  }

  /** {@return in one line why something failed, with its kind unless the message is ours} */
  public static String reason(IOException e) {
    String message = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
    return e instanceof DataSetException ? message : e.getClass().getSimpleName() + ": " + message;
  }
}
