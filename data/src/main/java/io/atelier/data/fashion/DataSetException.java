package io.atelier.data.fashion;

import io.atelier.data.idx.IdxFormatException;
import java.io.IOException;

/** No data set: the message is one line that says who needs what, what was found, what to do. */
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
  static String reason(IOException e) {
    String message = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
    boolean ours = e instanceof DataSetException || e instanceof IdxFormatException;
    return ours ? message : e.getClass().getSimpleName() + ": " + message;
  }
}
