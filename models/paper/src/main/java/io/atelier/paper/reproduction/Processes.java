package io.atelier.paper.reproduction;

import io.atelier.lab.process.Children;
import io.atelier.lab.search.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The other processes of a reproduction: everything is trained by them. All end when it is stopped;
 * what they have finished stays. Used by several threads.
 */
final class Processes {
  private final Class<?> main;
  private final Children children;
  private Workers workers;
  private boolean ended;

  /**
   * @param main main class of the program, which knows the commands that train
   */
  Processes(Class<?> main) {
    this.main = main;
    this.children = new Children(main);
  }

  /** {@return main class of the program} */
  Class<?> main() {
    return main;
  }

  /**
   * Runs a command in a process of its own.
   *
   * @param log that it writes to
   * @return whether it was done; not if it was ended with all others
   * @throws IOException if it failed
   */
  boolean run(List<String> command, Path log) throws IOException {
    return children.run(command, log);
  }

  /** Has a search's workers end with all others. */
  synchronized void with(Workers started) {
    workers = started;
    if (ended) {
      started.close();
    }
  }

  /** {@return whether no more is to be begun} */
  synchronized boolean ended() {
    return ended || children.ended();
  }

  /** Ends all at once. */
  synchronized void end() {
    ended = true;
    children.close();
    if (workers != null) {
      workers.close();
    }
  }
}
