package io.atelier.models.search;

import io.atelier.engine.search.Trial;
import io.atelier.engine.search.TrialResult;
import io.atelier.engine.search.TrialRunner;
import io.atelier.models.run.ChildCommand;
import io.atelier.models.run.XlaFlags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Trains trials in JVMs of their own, as many as are asked at once. Each trains one trial after
 * another; one that ends by itself takes only its trial with it.
 */
public final class Workers implements TrialRunner, AutoCloseable {
  /** Ctrl-C and a polite kill reach a worker too, and it may be the first to end. */
  private static final Set<Integer> INTERRUPTED = Set.of(128 + 2, 128 + 15);

  private final List<String> command;
  private final Path log;
  private final String xlaFlags;
  private final List<Worker> idle = new ArrayList<>();
  private final List<Worker> busy = new ArrayList<>();
  private boolean ended;

  /**
   * @param main main class of a program that answers {@link Request}s on its standard input with
   *     {@link Answer}s on its standard output, a line each, until its input ends
   * @param arguments of the program
   * @param folder of the search
   * @param network what is searched for
   */
  public Workers(Class<?> main, List<String> arguments, SearchFolder folder, Network network) {
    command = ChildCommand.of(main, arguments);
    log = folder.file("worker.log");
    xlaFlags = XlaFlags.of(network.example(), System.getenv(XlaFlags.VARIABLE));
  }

  @Override
  public Optional<TrialResult> run(Trial trial, int epochs) throws IOException {
    return ask(new Request(trial.number(), epochs)).map(Answer::result);
  }

  /**
   * Tests and exports a finished trial.
   *
   * @return whether it was done: not if the search was interrupted
   * @throws IOException if it fails
   */
  public boolean finish(Trial trial) throws IOException {
    return ask(new Request(trial.number(), 0)).isPresent();
  }

  private Optional<Answer> ask(Request request) throws IOException {
    Optional<Worker> worker = take();
    if (worker.isEmpty()) {
      return Optional.empty();
    }
    Optional<Answer> answer = worker.get().answer(request);
    if (answer.isEmpty()) {
      return lost(worker.get());
    }
    giveBack(worker.get());
    if (answer.get().failure() != null) {
      throw new IOException(answer.get().failure());
    }
    return answer;
  }

  private synchronized Optional<Worker> take() throws IOException {
    if (ended) {
      return Optional.empty();
    }
    Worker worker =
        idle.isEmpty() ? Worker.start(command, xlaFlags, log) : idle.remove(idle.size() - 1);
    busy.add(worker);
    return Optional.of(worker);
  }

  private synchronized void giveBack(Worker worker) {
    busy.remove(worker);
    idle.add(worker);
  }

  private Optional<Answer> lost(Worker worker) throws IOException {
    int code = worker.code();
    synchronized (this) {
      busy.remove(worker);
      ended |= INTERRUPTED.contains(code);
      if (ended) {
        return Optional.empty();
      }
    }
    throw new IOException("its process ended with exit code %d; see %s".formatted(code, log));
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
