package io.atelier.data.format;

import io.atelier.data.DataSetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an NPY file says of its array: {@code 93 'NUMPY'}, the version, the length of the header,
 * and a Python dictionary (NEP 1, numpy.lib.format; versions 1 to 3).
 *
 * @param type of the numbers
 * @param order of the bytes of a number
 * @param fortranOrder whether the first axis varies fastest
 * @param shape the dimensions; none for a single number
 */
record NpyHeader(NpyType type, ByteOrder order, boolean fortranOrder, List<Integer> shape) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST = 1 << 16;
  private static final Pattern TYPE =
      Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([<>|=])(\\w+)['\"]");
  private static final Pattern ORDER =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([\\s\\dL,]*+)\\)");

  private static final Pattern DIMENSION = Pattern.compile("\\d{1,18}L?");

  /** NumPy's own limit was this for long. */
  private static final int MOST_DIMENSIONS = 32;

  private static final int SHOWN = 80;

  /** {@return what comes first in an NPY file; the stream is at the numbers then} */
  static NpyHeader read(InputStream stream, String source) throws IOException {
    byte[] start = stream.readNBytes(8);
    boolean magic = start.length == 8 && Arrays.equals(start, 0, 6, MAGIC, 0, 6);
    int version = magic ? start[6] : 0;
    if (version < 1 || version > 3) {
      throw wrong(source, "an NPY array of version 1 to 3", magic ? "version " + version : "none");
    }
    byte[] length = stream.readNBytes(version == 1 ? 2 : 4);
    if (length.length < (version == 1 ? 2 : 4)) {
      throw wrong(source, "a header", "only its beginning");
    }
    ByteBuffer number = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN);
    int size = version == 1 ? Short.toUnsignedInt(number.getShort()) : number.getInt();
    if (size < 0 || size > LONGEST) {
      throw wrong(source, "a header of at most %s bytes".formatted(LONGEST), "a longer one");
    }
    byte[] text = stream.readNBytes(size);
    if (text.length < size) {
      throw wrong(source, "a header", "only its beginning");
    }
    return parse(new String(text, StandardCharsets.UTF_8).strip(), source);
  }

  private static NpyHeader parse(String text, String source) throws DataSetException {
    Matcher type = TYPE.matcher(text);
    Matcher order = ORDER.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!order.find() || !shape.find() || !type.find()) {
      throw wrong(source, "a header with an array of numbers", text);
    }
    NpyType found =
        NpyType.of(type.group(2))
            .orElseThrow(
                () ->
                    wrong(
                        source,
                        "numbers (bool, integers of 8 to 64 bits, floats of 32 or 64)",
                        "the type " + type.group(1) + type.group(2)));
    List<Integer> dimensions = new ArrayList<>();
    for (String dimension : shape.group(1).split(",", -1)) {
      if (!dimension.isBlank()) {
        if (!DIMENSION.matcher(dimension.strip()).matches()
            || dimensions.size() == MOST_DIMENSIONS) {
          throw wrong(source, "at most 32 dimensions, whole numbers", shortened(shape.group(1)));
        }
        long value = Long.parseLong(dimension.strip().replace("L", ""));
        if (value > Integer.MAX_VALUE) {
          throw wrong(source, "dimensions below 2^31", String.valueOf(value));
        }
        dimensions.add((int) value);
      }
    }
    ByteOrder bytes =
        switch (type.group(1)) {
          case ">" -> ByteOrder.BIG_ENDIAN;
          case "=" -> ByteOrder.nativeOrder();
          default -> ByteOrder.LITTLE_ENDIAN;
        };
    return new NpyHeader(found, bytes, order.group(1).equals("True"), List.copyOf(dimensions));
  }

  private static String shortened(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }

  /**
   * {@return the size of the numbers in bytes; at most 2^31, which stands for all that is larger}
   */
  long sizeBytes() {
    long size = type.sizeBytes();
    boolean none = shape.contains(0);
    for (int dimension : shape) {
      size = Math.min(size * dimension, 1L << 31);
    }
    return none ? 0 : size;
  }

  static DataSetException wrong(String source, String needed, String found) {
    return new DataSetException(
        "%s needs %s, got %s; write it anew with numpy.savez".formatted(source, needed, found));
  }
}
