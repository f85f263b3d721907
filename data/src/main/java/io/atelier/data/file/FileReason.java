package io.atelier.data.file;

import java.nio.file.FileSystemException;

/** Why something with a file failed, in words. */
public final class FileReason {
  private FileReason() {}

  /**
   * {@return what an error says; its kind where that is nothing, and before the path where the
   * JDK's file exceptions say only that: {@code "AccessDeniedException: /data/x"}}
   */
  public static String of(Throwable error) {
    String message = error.getMessage();
    String kind = error.getClass().getSimpleName();
    if (message == null) {
      return kind;
    }
    boolean bare = error instanceof FileSystemException file && file.getReason() == null;
    return bare ? kind + ": " + message : message;
  }
}
