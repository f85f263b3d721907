package io.atelier.data.image;

import java.io.IOException;

/** What a file holds is no picture that can be decoded; the message says why, in one line. */
public final class BrokenImageException extends IOException {

  /** An exception with this reason. */
  public BrokenImageException(String message) {
    super(message);
  }

  /** An exception with this reason, and what led to it. */
  public BrokenImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
