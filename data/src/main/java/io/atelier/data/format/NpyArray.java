package io.atelier.data.format;

import io.atelier.data.ByteValues;
import io.atelier.data.DataSetException;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * An array as NumPy writes it.
 *
 * @param source what messages call it
 * @param header its type, order and shape
 * @param data its numbers, in the byte order and the order of axes that the header says
 */
record NpyArray(String source, NpyHeader header, ByteBuffer data) {

  private static final long LARGEST = Integer.MAX_VALUE - 16;

  /**
   * {@return the array that a stream holds, which must end with it}
   *
   * @throws DataSetException if it is no array of numbers, or has more or fewer bytes
   */
  static NpyArray read(InputStream stream, String source) throws IOException {
    NpyHeader header = NpyHeader.read(stream, source);
    if (header.sizeBytes() > LARGEST) {
      throw NpyHeader.wrong(
          source, "at most %s bytes".formatted(LARGEST), header.type() + "" + header.shape());
    }
    byte[] data = stream.readNBytes((int) header.sizeBytes());
    if (data.length < header.sizeBytes() || stream.read() >= 0) {
      throw NpyHeader.wrong(
          source,
          "%s bytes for %s%s".formatted(header.sizeBytes(), header.type(), header.shape()),
          data.length < header.sizeBytes() ? String.valueOf(data.length) : "more");
    }
    return new NpyArray(source, header, ByteBuffer.wrap(data).order(header.order()));
  }

  List<Integer> shape() {
    return header.shape();
  }

  private int count() {
    return data.limit() / header.type().sizeBytes();
  }

  /** {@return the numbers: bytes as they are, all others as floats} */
  Values values() throws DataSetException {
    return header.type().isByte() ? bytes() : floats();
  }

  /** {@return the numbers of an array of u1 or b1} */
  ByteValues bytes() {
    byte[] values = new byte[count()];
    if (header.fortranOrder() || header.type() == NpyType.BOOL) {
      each((position, number) -> values[position] = (byte) (int) number);
    } else {
      data.duplicate().get(values);
    }
    return new ByteValues(shape(), values);
  }

  /**
   * {@return the numbers of any array, each as the nearest float}
   *
   * @throws DataSetException if one is too large
   */
  FloatValues floats() throws DataSetException {
    float[] values = new float[count()];
    double[] wrong = {0};
    each(
        (position, number) -> {
          values[position] = (float) number;
          if (Float.isInfinite(values[position]) && !Double.isInfinite(number)) {
            wrong[0] = number;
          }
        });
    if (wrong[0] != 0) {
      throw new DataSetException(
          "%s needs numbers that a float holds, got %s; scale them down"
              .formatted(source, wrong[0]));
    }
    return new FloatValues(shape(), values);
  }

  /**
   * {@return the numbers of an array of integers}
   *
   * @throws DataSetException if one needs more than 32 bits
   */
  IntValues ints() throws DataSetException {
    int[] values = new int[count()];
    double[] wrong = {0};
    each(
        (position, number) -> {
          values[position] = (int) number;
          wrong[0] = values[position] == number ? wrong[0] : number;
        });
    if (wrong[0] != 0) {
      throw new DataSetException(
          "%s needs integers of at most 32 bits, got %s; is it the array of the labels?"
              .formatted(source, wrong[0]));
    }
    return new IntValues(shape(), values);
  }

  private interface Sink {
    void put(int position, double number);
  }

  /** Goes through the numbers in the order of the array, giving each its row-major position. */
  private void each(Sink sink) {
    int count = count();
    if (!header.fortranOrder() || shape().size() < 2) {
      for (int i = 0; i < count; i++) {
        sink.put(i, header.type().at(data, i));
      }
      return;
    }
    int rank = shape().size();
    int[] strides = new int[rank];
    int stride = 1;
    for (int axis = rank - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape().get(axis);
    }
    int[] index = new int[rank];
    int position = 0;
    for (int i = 0; i < count; i++) {
      sink.put(position, header.type().at(data, i));
      for (int axis = 0; axis < rank; axis++) {
        position += strides[axis];
        if (++index[axis] < shape().get(axis)) {
          break;
        }
        position -= strides[axis] * shape().get(axis);
        index[axis] = 0;
      }
    }
  }
}
