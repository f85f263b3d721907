package io.atelier.models.run;

import java.nio.file.FileSystemException;

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

  /** The JDK's file exceptions may carry only a path. */
  private static String message(Throwable error) {
    if (error instanceof FileSystemException file && file.getReason() == null) {
      return file.getClass().getSimpleName() + ": " + file.getMessage();
    }
    return error instanceof Exception && error.getMessage() != null
        ? error.getMessage()
        : error.toString();
  }
}
