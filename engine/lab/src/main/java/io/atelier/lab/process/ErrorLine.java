package io.atelier.lab.process;

import io.atelier.data.file.FileReason;

/** What an error says, in one line for whoever uses the program. */
public final class ErrorLine {
  private ErrorLine() {}

  /** {@return the line} */
  public static String of(Throwable error) {
    return of(message(error));
  }

  /** {@return a text as such a line} */
  public static String of(String text) {
    return String.valueOf(text)
        .strip()
        .replaceAll("\\s+", " ")
        // A terminal would obey them.
        .replaceAll("\\p{Cntrl}", "\uFFFD");
  }

  /** An error of the machine is called by its kind too. */
  private static String message(Throwable error) {
    return error instanceof Exception && error.getMessage() != null
        ? FileReason.of(error)
        : error.toString();
  }
}
