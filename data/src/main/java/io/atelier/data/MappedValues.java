package io.atelier.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Unsigned bytes, 0..255, of shape {@code [count, ...]} that stay in a file on disk: for sets that
 * are larger than the memory, {@code MappedValues.open(Path.of("pixels"), 0, 200_000, 64, 64, 3)}.
 *
 * <p>The file is mapped into memory, so it may have any size, and what was read once is read
 * quickly again as long as there is room. {@link #select} and {@link #slice} give views: they note
 * the rows and copy nothing. Threads may share the values. The file must not be shortened while
 * they are in use; it may be deleted, except on Windows.
 */
public final class MappedValues implements Values {
  private static final int SEGMENT_BYTES = 1 << 30;

  /** What is compared at a time. */
  private static final int BLOCK_BYTES = 1 << 16;

  private final MappedFile file;
  private final List<Integer> shape;

  /** Which example of the file comes where; empty if they come from {@code first} on. */
  private final Optional<int[]> rows;

  private final int first;

  private MappedValues(MappedFile file, List<Integer> shape, Optional<int[]> rows, int first) {
    this.file = file;
    this.shape = shape;
    this.rows = rows;
    this.first = first;
  }

  /**
   * {@return the bytes of a file, row-major}
   *
   * @param offset how many bytes of the file come before them
   * @param shape the dimensions, the count of examples first; none negative
   * @throws IOException if the file cannot be read or is too short
   * @throws IllegalArgumentException for another shape, a negative offset or null
   */
  public static MappedValues open(Path file, long offset, int... shape) throws IOException {
    return open(file, offset, SEGMENT_BYTES, shape);
  }

  /** As above, mapped in segments of so many bytes. */
  static MappedValues open(Path file, long offset, int segmentBytes, int[] shape)
      throws IOException {
    Given.required(file, "MappedValues", "a file", "give the path of one with the numbers");
    if (offset < 0) {
      throw new IllegalArgumentException(
          "MappedValues needs an offset from 0 up, got %s; give the length of the file's header"
              .formatted(offset));
    }
    List<Integer> sizes = Shapes.list(shape);
    List<Integer> checked = Shapes.checked("MappedValues", sizes, Shapes.numbers(sizes));
    long length = Shapes.numbers(checked);
    return new MappedValues(
        MappedFile.open(file, offset, length, segmentBytes), checked, Optional.empty(), 0);
  }

  /** {@return the file that the numbers are in} */
  public Path file() {
    return file.path();
  }

  @Override
  public List<Integer> shape() {
    return shape;
  }

  @Override
  public double number(long position) {
    int size = exampleSize();
    Objects.checkIndex(position, (long) count() * size);
    return file.read((long) row((int) (position / size)) * size + position % size);
  }

  private int row(int example) {
    return rows.map(chosen -> chosen[example]).orElse(first + example);
  }

  @Override
  public MappedValues reshape(int... exampleShape) {
    return new MappedValues(file, Shapes.reshaped(this, exampleShape), rows, first);
  }

  @Override
  public MappedValues select(int[] chosen) {
    Given.required(chosen, this + ".select", "rows", "use new int[0] for none");
    int[] ofFile = new int[chosen.length];
    for (int i = 0; i < ofFile.length; i++) {
      Shapes.requireRow(this, chosen[i]);
      ofFile[i] = row(chosen[i]);
    }
    return new MappedValues(
        file, Shapes.withCount(ofFile.length, shape), Optional.of(ofFile), first);
  }

  @Override
  public MappedValues slice(int from, int to) {
    Shapes.requireRange(this, from, to);
    return new MappedValues(
        file,
        Shapes.withCount(to - from, shape),
        rows.map(chosen -> Arrays.copyOfRange(chosen, from, to)),
        first + from);
  }

  /**
   * {@return a copy in an array}
   *
   * @throws IllegalArgumentException for more than 2^31 - 1 numbers; slice fewer examples first
   */
  public ByteValues loaded() {
    long length = (long) count() * exampleSize();
    if (length > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%s.loaded needs at most 2^31 - 1 numbers, which is what an array holds, got %s; slice fewer examples first"
              .formatted(this, length));
    }
    byte[] values = new byte[(int) length];
    int size = exampleSize();
    if (rows.isEmpty()) {
      file.read((long) first * size, values, 0, values.length);
    } else {
      for (int example = 0; example < count(); example++) {
        file.read((long) row(example) * size, values, example * size, size);
      }
    }
    return new ByteValues(shape, values);
  }

  /** Whether the other has the same shape and numbers, wherever its file is; reads both. */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof MappedValues that) || !shape.equals(that.shape)) {
      return false;
    }
    int block = Math.max(1, BLOCK_BYTES / Math.max(1, exampleSize()));
    for (int from = 0; from < count(); ) {
      int to = from + Math.min(block, count() - from);
      if (!slice(from, to).loaded().equals(that.slice(from, to).loaded())) {
        return false;
      }
      from = to;
    }
    return true;
  }

  /** Of the shape alone: reading a large file would take long. */
  @Override
  public int hashCode() {
    return shape.hashCode();
  }

  /**
   * {@return the kind and the shape, such as {@code MappedValues[200000, 64, 64, 3]}; not the
   * numbers}
   */
  @Override
  public String toString() {
    return "MappedValues" + shape;
  }
}
