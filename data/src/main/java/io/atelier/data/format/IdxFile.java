package io.atelier.data.format;

import io.atelier.data.ByteValues;
import io.atelier.data.DataSetException;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.file.Gzip;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.zip.ZipException;

/**
 * What an IDX file holds.
 *
 * @param type what kind of numbers
 * @param shape the dimensions, at least one, none negative
 * @param data the numbers, row-major and big-endian; read-only, from position 0 to its limit
 */
public record IdxFile(IdxType type, List<Integer> shape, ByteBuffer data) {

  /**
   * Checks the shape against the data.
   *
   * @throws IllegalArgumentException unless the data are as long as type and shape say; if one is
   *     null
   */
  public IdxFile {
    if (type == null || shape == null || shape.stream().anyMatch(Objects::isNull) || data == null) {
      throw new IllegalArgumentException(
          "IdxFile needs a type, a shape and data, got null; leave nothing out");
    }
    shape = List.copyOf(shape);
    data = data.slice().asReadOnlyBuffer();
    long needed = IdxReader.sizeBytes(type, shape);
    boolean valid = !shape.isEmpty() && shape.stream().noneMatch(dimension -> dimension < 0);
    if (!valid || needed != data.remaining()) {
      throw new IllegalArgumentException(
          "IdxFile needs the %s bytes of %s%s, got %s; correct the shape or the data"
              .formatted(needed, type, shape, data.remaining()));
    }
  }

  /** {@return a view of the data with a position of its own} */
  @Override
  public ByteBuffer data() {
    return data.duplicate();
  }

  /**
   * {@return what this file holds; it may be packed with gzip, whatever its name}
   *
   * @throws DataSetException if it is not a whole IDX file and nothing else
   * @throws IOException if it cannot be read
   */
  public static IdxFile read(Path file) throws IOException {
    return read(file, content -> content);
  }

  /** As the public one, with all of the unpacked content going through another stream. */
  static IdxFile read(Path file, UnaryOperator<InputStream> through) throws IOException {
    try (InputStream content = through.apply(Gzip.unpacked(Files.newInputStream(file)))) {
      return new IdxReader(content::readNBytes, file.toString()).read();
    } catch (EOFException | ZipException e) {
      throw new DataSetException(
          "IdxFile %s needs a whole gzip stream, got %s; take the file anew"
              .formatted(file, e instanceof EOFException ? "only its beginning" : e.getMessage()),
          e);
    }
  }

  /**
   * {@return what these bytes hold}
   *
   * @param content an IDX file, not packed
   * @param source what error messages call it
   * @throws DataSetException if it is not a whole IDX file and nothing else
   */
  public static IdxFile parse(byte[] content, String source) throws IOException {
    var rest = ByteBuffer.wrap(content);
    return new IdxReader(
            length -> {
              byte[] next = new byte[Math.min(length, rest.remaining())];
              rest.get(next);
              return next;
            },
            source)
        .read();
  }

  /**
   * {@return the elements of a file of unsigned bytes}
   *
   * @throws IllegalStateException for a file of any other type
   */
  public ByteValues bytes() {
    require("bytes()", type == IdxType.UBYTE, "ubyte");
    byte[] values = new byte[count()];
    data().get(values);
    return new ByteValues(shape, values);
  }

  /**
   * {@return the elements of a file of integers: ubyte, byte, short or int}
   *
   * @throws IllegalStateException for a file of floats or doubles
   */
  public IntValues ints() {
    require("ints()", type.isInteger(), "ubyte, byte, short or int");
    int[] values = new int[count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = type.intAt(data, i);
    }
    return new IntValues(shape, values);
  }

  /** {@return the elements of any file, each as the nearest float} */
  public FloatValues floats() {
    float[] values = new float[count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = type.floatAt(data, i);
    }
    return new FloatValues(shape, values);
  }

  private int count() {
    return data.limit() / type.sizeBytes();
  }

  private void require(String method, boolean right, String types) {
    if (!right) {
      throw new IllegalStateException(
          "IdxFile.%s needs elements of type %s, got %s; call floats(), which takes any"
              .formatted(method, types, type.name().toLowerCase(Locale.ROOT)));
    }
  }
}
