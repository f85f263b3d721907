package io.atelier.lab.search;

import io.atelier.engine.search.Trial;
import io.atelier.engine.search.TrialResult;
import io.atelier.engine.search.TrialRunner;
import io.atelier.lab.process.ChildCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trains trials in JVMs of their own, as many as are asked at once. Each trains one trial after
 * another. A trial in which its JVM ends or breaks is tried again in a new one, since the system
 * may have killed it for another's sake, or the GPU's memory was another's; one that does so to a
 * second JVM has failed. A JVM that does not come to its trial ends the search.
 */
public final class Workers implements TrialRunner, AutoCloseable {
  private static final int ATTEMPTS = 2;

  private final List<String> command;
  private final Path log;
  private final List<Worker> idle = new ArrayList<>();
  private final List<Worker> busy = new ArrayList<>();
  private boolean ended;

  /**
   * @param main main class of a program that answers {@link Request}s on its standard input with
   *     {@link Reply}s on its standard output, a line each, until its input ends
   * @param arguments of the program
   * @param folder of the search
   */
  public Workers(Class<?> main, List<String> arguments, SearchFolder folder) {
    command = ChildCommand.of(main, arguments);
    log = folder.file("worker.log");
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException why the trial failed
   */
  @Override
  public Optional<TrialResult> run(Trial trial, int epochs) throws IOException {
    Optional<Reply> answer = ask(new Request(trial.number(), epochs));
    if (failed(answer)) {
      throw new IllegalStateException(answer.get().reason());
    }
    return answer.map(Reply::result);
  }

  /**
   * Tests and exports a finished trial.
   *
   * @return whether it was done: not if the search was interrupted
   * @throws IOException if it fails
   */
  public boolean finish(Trial trial) throws IOException {
    Optional<Reply> answer = ask(new Request(trial.number(), 0));
    if (failed(answer)) {
      throw new IOException(answer.get().reason());
    }
    return answer.isPresent();
  }

  private static boolean failed(Optional<Reply> answer) {
    return answer.isPresent() && answer.get().kind() == Reply.Kind.FAILED;
  }

  /** {@return what came of it; empty if the search was interrupted} */
  private Optional<Reply> ask(Request request) throws IOException {
    int notBegun = 0;
    String reason = "";
    for (int broken = 0; broken < ATTEMPTS; ) {
      long before = Files.exists(log) ? Files.size(log) : 0;
      Optional<Worker> worker = take();
      if (worker.isEmpty()) {
        return Optional.empty();
      }
      Optional<Reply> answer = worker.get().answer(request);
      Reply.Kind kind = answer.map(Reply::kind).orElse(null);
      if (kind == Reply.Kind.DONE || kind == Reply.Kind.FAILED) {
        giveBack(worker.get());
        return answer;
      }
      if (kind == Reply.Kind.UNABLE) {
        leave(worker.get());
        throw new IOException(
            "trial %s was stopped by the machine: %s; --resume tries it again"
                .formatted(request.trial(), answer.get().reason()));
      }
      if (kind == Reply.Kind.BROKEN) {
        leave(worker.get());
        broken++;
        reason = answer.get().reason();
        continue;
      }
      int code = worker.get().code();
      if (interrupted(worker.get(), code)) {
        return Optional.empty();
      }
      if (kind == Reply.Kind.BEGUN) {
        broken++;
        reason =
            "%s processes ended in it, the last with exit code %s; see %s"
                .formatted(broken, code, log);
      } else if (++notBegun == ATTEMPTS || !ChildCommand.killed(code)) {
        throw new IOException(
            "search needs processes that train, got one that ended before it began: "
                + ChildCommand.reason(code, log, before));
      }
    }
    return Optional.of(Reply.failed(reason));
  }

  private synchronized Optional<Worker> take() throws IOException {
    if (ended) {
      return Optional.empty();
    }
    Worker worker = idle.isEmpty() ? Worker.start(command, log) : idle.remove(idle.size() - 1);
    busy.add(worker);
    return Optional.of(worker);
  }

  private synchronized void giveBack(Worker worker) {
    busy.remove(worker);
    idle.add(worker);
  }

  private synchronized boolean interrupted(Worker worker, int code) {
    busy.remove(worker);
    ended |= ChildCommand.interrupted(code);
    return ended;
  }

  private synchronized void leave(Worker worker) {
    busy.remove(worker);
    worker.end();
  }

  /** {@return whether no trial is trained any more} */
  public synchronized boolean ended() {
    return ended;
  }

  /** Ends all of them at once; what they have saved stays. */
  @Override
  public synchronized void close() {
    ended = true;
    idle.forEach(Worker::end);
    busy.forEach(Worker::end);
  }
}
