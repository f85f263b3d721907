package io.atelier.engine.runtime.plan;

import io.atelier.data.Examples;
import io.atelier.data.MappedValues;
import io.atelier.data.Values;
import io.atelier.engine.runtime.tensorflow.Tensors;

/**
 * How an epoch is cut into what the device holds at a time: windows of whole batches, but for the
 * last. Every batch lies in one window, so the cut does not change what is trained on.
 *
 * @param examples in an epoch
 * @param batch examples a step
 * @param rows examples a window: all of them, or a multiple of {@code batch}
 */
public record Windowing(int examples, int batch, int rows) {
  /** Of examples in a file: enough for windows of several batches, however large these are. */
  private static final long BATCHES_OF_A_FILE = 16;

  /**
   * {@return all examples as one window if they fit, else windows of which two fit}
   *
   * @param memoryBytes what inputs and targets may take
   * @param taken how batches are taken out of a window
   * @throws IllegalArgumentException if not even two batches fit
   */
  public static Windowing of(Examples examples, int batch, long memoryBytes, RowGathering taken) {
    long example = exampleBytes(examples, taken);
    if (bytes(examples, taken) <= memoryBytes) {
      return new Windowing(examples.size(), batch, examples.size());
    }
    long batches = memoryBytes / (2L * batch * example);
    if (batches == 0) {
      throw new IllegalArgumentException(
          "memory needs at least %s bytes for two batches of %s examples, got %s; give more memory or smaller batches"
              .formatted(2L * batch * example, batch, memoryBytes));
    }
    return new Windowing(examples.size(), batch, Math.toIntExact(batches * batch));
  }

  /** {@return what examples take on a device, with what is copied of them there} */
  static long bytes(Examples examples, RowGathering taken) {
    return examples.size() * exampleBytes(examples, taken);
  }

  /**
   * {@return the bytes that are worth taking for examples on a device: all of them. But on a CPU no
   * more than a few batches of those in a file: the system keeps the file's pages in memory as far
   * as there is room, and a copy would take that room from them}
   */
  public static long wantedBytes(Examples examples, int batch, String device, RowGathering taken) {
    long all = bytes(examples, taken);
    return device.equals("CPU")
            && examples.columns().stream().anyMatch(MappedValues.class::isInstance)
        ? Math.min(all, BATCHES_OF_A_FILE * batch * exampleBytes(examples, taken))
        : all;
  }

  private static long exampleBytes(Examples examples, RowGathering taken) {
    return examples.columns().stream().mapToLong(values -> exampleBytes(values, taken)).sum();
  }

  private static long exampleBytes(Values values, RowGathering taken) {
    return Tensors.exampleBytes(values) + taken.copyBytes(values);
  }

  /** {@return how many windows an epoch has} */
  public int count() {
    return rows == 0 ? 0 : 1 + (examples - 1) / rows;
  }

  /** {@return the place in the epoch of a window's first example} */
  public int from(int window) {
    return window * rows;
  }

  /** {@return how many examples a window has: fewer than {@link #rows} only in the last} */
  public int size(int window) {
    return Math.min(rows, examples - from(window));
  }

  /** {@return how many full batches a window has} */
  public int batches(int window) {
    return size(window) / batch;
  }

  /** {@return the size of the last, smaller batch; 0 if there is none} */
  public int rest() {
    return examples % batch;
  }

  /** {@return the row of the last window at which the last, smaller batch begins} */
  public int restStart() {
    return (examples - rest()) % rows;
  }
}
