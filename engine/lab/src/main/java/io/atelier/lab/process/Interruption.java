package io.atelier.lab.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Turns Ctrl-C and a polite kill into a request: while it is open, the JVM's shutdown waits for the
 * work to notice {@link #requested} and to close it.
 */
public final class Interruption implements AutoCloseable {
  /** What a shell makes of a process that Ctrl-C ended. */
  private static final int EXIT_CODE = 130;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final AtomicBoolean requested = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook;

  /**
   * @param notice run first when the request comes, to tell the user
   */
  public Interruption(Runnable notice) {
    hook =
        new Thread(
            () -> {
              requested.set(true);
              notice.run();
              await();
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** {@return one whose JVM ends at once when the request comes, with nothing put in order} */
  public static Interruption halting() {
    return new Interruption(() -> Runtime.getRuntime().halt(EXIT_CODE));
  }

  private void await() {
    try {
      if (!closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@return whether the work should end} */
  public boolean requested() {
    return requested.get();
  }

  /** Lets the JVM end. */
  @Override
  public void close() {
    closed.countDown();
    if (!requested.get()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The shutdown has begun in this very moment; the hook finds the latch open.
        requested.set(true);
      }
    }
  }
}
