package io.atelier.lab.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands of this program, each in a JVM of its own: a crash or a leak of one reaches no other.
 */
public final class Children implements AutoCloseable {
  private static final int NOT_STARTED = -1;

  private final Class<?> main;
  private final List<Process> running = new ArrayList<>();
  private boolean ended;

  /**
   * @param main main class of the program
   */
  public Children(Class<?> main) {
    this.main = main;
  }

  /**
   * Runs a command to its end; one that is killed is run once more.
   *
   * @param arguments of the program
   * @param log file that what it prints is added to
   * @return whether it was done: not if it was interrupted, or all are closed
   * @throws IOException if it fails; with what it printed last
   */
  public boolean run(List<String> arguments, Path log) throws IOException {
    long before = Files.exists(log) ? Files.size(log) : 0;
    int code = code(arguments, log);
    if (ChildCommand.killed(code) && !ended()) {
      // The system may have killed it for another's sake.
      code = code(arguments, log);
    }
    if (code != 0 && !ended()) {
      throw new IOException(ChildCommand.reason(code, log, before));
    }
    return code == 0;
  }

  private int code(List<String> arguments, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(ChildCommand.of(main, arguments))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process process = start(builder);
    if (process == null) {
      return NOT_STARTED;
    }
    int code = await(process);
    synchronized (this) {
      running.remove(process);
      ended |= ChildCommand.interrupted(code);
    }
    return code;
  }

  private synchronized Process start(ProcessBuilder builder) throws IOException {
    if (ended) {
      return null;
    }
    Process process = ChildCommand.start(builder);
    running.add(process);
    return process;
  }

  private static int await(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** {@return whether no command is run any more} */
  public synchronized boolean ended() {
    return ended;
  }

  /** Ends all of them at once; what they have saved stays. */
  @Override
  public synchronized void close() {
    ended = true;
    running.forEach(Process::destroyForcibly);
  }
}
