package io.atelier.data.idx;

import java.io.IOException;

/** A file that is not what the IDX format says: names the file, what was needed, what was found. */
public final class IdxFormatException extends IOException {

  /** An exception with this line. */
  public IdxFormatException(String message) {
    super(message);
  }

  /** An exception with this line, and what led to it. */
  public IdxFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
