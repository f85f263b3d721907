package io.atelier.lab.timing;

import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Where the wall time of a run went, from the start of the JVM. Every moment belongs to one phase:
 * what no other claims is {@link Phase#OTHER}, and a phase inside another interrupts it.
 *
 * <p>For one thread; what others do meanwhile takes no time of its own.
 */
public final class Timings {
  private final LongSupplier nanoTime;
  private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
  private Phase now = Phase.START;
  private long since;

  /** What a run does, in its order. */
  public enum Phase {
    /** From the start of the JVM to the command's first line. */
    START("start of the JVM, command line"),
    /** Finding, reading, verifying and splitting the images. */
    DATA("reading the data set"),
    /** What is left of it when the images are read: it begins with the reading. */
    NATIVE("loading the native library"),
    /** The graph, the weights, the images on the device. */
    BUILD("building the program"),
    /** The first chunk of steps, and the first smaller batch that ends an epoch. */
    COMPILE("compiling, with the first steps"),
    /** All other steps. */
    TRAINING("training"),
    /** On the validation images. */
    VALIDATION("validation"),
    /** History and checkpoint after an epoch. */
    CHECKPOINT("checkpoints"),
    /** Scores and confusion matrix. */
    TEST("test"),
    /** Writing the SavedModel and loading it again. */
    EXPORT("export and its check"),
    /** Curves, page and JSON. */
    REPORT("report"),
    /** All that is none of these. */
    OTHER("other");

    private final String label;

    Phase(String label) {
      this.label = label;
    }

    /** {@return what it is called in a table} */
    public String label() {
      return label;
    }

    /** {@return what it is called in JSON} */
    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param nanoTime the clock
   * @param nanosBefore how long ago the first phase, {@link Phase#START}, began; it is not over
   */
  Timings(LongSupplier nanoTime, long nanosBefore) {
    this.nanoTime = nanoTime;
    since = nanoTime.getAsLong();
    for (Phase phase : Phase.values()) {
      nanos.put(phase, 0L);
    }
    nanos.put(Phase.START, nanosBefore);
  }

  /** {@return timings that began with the JVM} */
  public static Timings sinceJvmStart() {
    // The JVM counts its uptime itself; a difference of the clock's times may be anything.
    return new Timings(
        System::nanoTime, ManagementFactory.getRuntimeMXBean().getUptime() * 1_000_000);
  }

  /** {@return timings that begin now} */
  public static Timings sinceNow() {
    return new Timings(System::nanoTime, 0);
  }

  /**
   * Something to time.
   *
   * @param <T> what it gives
   * @param <E> what it may throw
   */
  public interface Work<T, E extends Exception> {
    /** {@return what it gives} */
    T get() throws E;
  }

  /** {@return what a phase gives; it ends with an exception too} */
  public <T, E extends Exception> T phase(Phase phase, Work<T, E> work) throws E {
    Phase outer = enter(phase);
    try {
      return work.get();
    } finally {
      enter(outer);
    }
  }

  /** Begins a phase; {@return the one that ends here} */
  public Phase enter(Phase phase) {
    long time = nanoTime.getAsLong();
    nanos.merge(now, time - since, Long::sum);
    since = time;
    Phase before = now;
    now = phase;
    return before;
  }

  /** {@return seconds up to now by phase, in their order; the last is their sum, {@code total}} */
  public Map<String, Double> seconds() {
    enter(now);
    Map<String, Double> seconds = new LinkedHashMap<>();
    nanos.forEach((phase, spent) -> seconds.put(phase.key(), spent / 1e9));
    seconds.put("total", total() / 1e9);
    return seconds;
  }

  /** {@return a line a phase: its name, seconds, and share of all up to now} */
  public String table() {
    enter(now);
    StringBuilder table = new StringBuilder();
    nanos.forEach((phase, spent) -> table.append(row(phase.label(), spent)));
    return table.append(row("all", total())).toString();
  }

  private String row(String name, long spent) {
    double share = total() == 0 ? 0 : 100.0 * spent / total();
    return String.format(Locale.ROOT, "%-32s %8.3f s %6.1f %%%n", name, spent / 1e9, share);
  }

  private long total() {
    return nanos.values().stream().mapToLong(Long::longValue).sum();
  }
}
