package io.atelier.data.format;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The types of numbers that are read from NPY arrays, by the letter and size that NumPy gives. */
enum NpyType {
  BOOL("b1"),
  UINT8("u1"),
  INT8("i1"),
  INT16("i2"),
  UINT16("u2"),
  INT32("i4"),
  UINT32("u4"),
  INT64("i8"),
  UINT64("u8"),
  FLOAT32("f4"),
  FLOAT64("f8");

  private final String code;

  NpyType(String code) {
    this.code = code;
  }

  /** {@return the type of this code, such as {@code i4}, if it is read} */
  static Optional<NpyType> of(String code) {
    return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
  }

  int sizeBytes() {
    return code.charAt(1) - '0';
  }

  boolean isFloat() {
    return code.charAt(0) == 'f';
  }

  /** {@return whether its numbers are bytes 0..255} */
  boolean isByte() {
    return this == UINT8 || this == BOOL;
  }

  /** {@return the number at this index; integers beyond 2^53 are rounded} */
  double at(ByteBuffer data, int index) {
    int position = index * sizeBytes();
    return switch (this) {
      case BOOL -> data.get(position) == 0 ? 0 : 1;
      case UINT8 -> data.get(position) & 0xFF;
      case INT8 -> data.get(position);
      case INT16 -> data.getShort(position);
      case UINT16 -> Short.toUnsignedInt(data.getShort(position));
      case INT32 -> data.getInt(position);
      case UINT32 -> Integer.toUnsignedLong(data.getInt(position));
      case INT64 -> data.getLong(position);
      case UINT64 -> unsigned(data.getLong(position));
      case FLOAT32 -> data.getFloat(position);
      case FLOAT64 -> data.getDouble(position);
    };
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
  }
}
