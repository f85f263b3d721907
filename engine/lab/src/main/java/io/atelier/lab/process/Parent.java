package io.atelier.lab.process;

import java.io.IOException;
import java.io.InputStream;

/** The process that started this one to work for it. */
public final class Parent {
  private Parent() {}

  /**
   * Ends this JVM at once when its parent is gone, however it ended: what is saved stays, and
   * nobody else finds the work taken.
   *
   * @param pipe standard input, which the parent holds open and never writes to
   */
  public static void endWithIt(InputStream pipe) {
    Thread watch = new Thread(() -> awaitEnd(pipe), "parent");
    watch.setDaemon(true);
    watch.start();
  }

  private static void awaitEnd(InputStream pipe) {
    try {
      while (pipe.read() >= 0) {}
    } catch (IOException e) {
      // A broken pipe is an end too.
    }
    Runtime.getRuntime().halt(0);
  }
}
