package io.atelier.engine.runtime.epoch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Makes what will be needed next on a thread of its own, one thing at a time. */
public final class Ahead<K, V> implements AutoCloseable {
  /** The name of its threads. */
  public static final String THREAD = "atelier-ahead";

  private final ExecutorService executor = Executors.newSingleThreadExecutor(Ahead::thread);
  private final Function<K, V> make;
  private K key;
  private CompletableFuture<V> value = CompletableFuture.completedFuture(null);

  /**
   * @param make called on the other thread, never twice at once
   */
  Ahead(Function<K, V> make) {
    this.make = make;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, THREAD);
    thread.setDaemon(true);
    return thread;
  }

  /** Begins to make a value. */
  void prepare(K next) {
    key = next;
    value = CompletableFuture.supplyAsync(() -> make.apply(next), executor);
  }

  /**
   * {@return the value for a key, made now if another was prepared; throws what making it threw}
   */
  V take(K wanted) {
    if (!wanted.equals(key)) {
      prepare(wanted);
    }
    key = null;
    try {
      return value.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Waits for what is being made, and makes nothing more. */
  @Override
  public void close() {
    executor.shutdown();
    value.handle((made, failure) -> null).join();
  }
}
