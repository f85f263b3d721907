package io.atelier.data.format;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The six types of numbers that an IDX file can hold; the third byte of its header says which. */
public enum IdxType {
  /** Unsigned bytes, 0..255. */
  UBYTE(0x08, 1),
  /** Signed bytes. */
  BYTE(0x09, 1),
  /** Signed 16-bit integers. */
  SHORT(0x0B, 2),
  /** Signed 32-bit integers. */
  INT(0x0C, 4),
  /** 32-bit IEEE floats. */
  FLOAT(0x0D, 4),
  /** 64-bit IEEE floats. */
  DOUBLE(0x0E, 8);

  private final int code;
  private final int sizeBytes;

  IdxType(int code, int sizeBytes) {
    this.code = code;
    this.sizeBytes = sizeBytes;
  }

  /** {@return the type with this code in the header, if there is one} */
  public static Optional<IdxType> ofCode(int code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
  }

  /** {@return the byte that stands for this type in the header} */
  public int code() {
    return code;
  }

  /** {@return how many bytes one element takes} */
  public int sizeBytes() {
    return sizeBytes;
  }

  /** {@return whether its numbers are integers} */
  boolean isInteger() {
    return this != FLOAT && this != DOUBLE;
  }

  /** {@return the element at this index as an int, exact for all types but the two floating} */
  int intAt(ByteBuffer data, int index) {
    return switch (this) {
      case UBYTE -> data.get(index) & 0xFF;
      case BYTE -> data.get(index);
      case SHORT -> data.getShort(index * Short.BYTES);
      default -> data.getInt(index * Integer.BYTES);
    };
  }

  /** {@return the element at this index as the nearest float} */
  float floatAt(ByteBuffer data, int index) {
    return switch (this) {
      case FLOAT -> data.getFloat(index * Float.BYTES);
      case DOUBLE -> (float) data.getDouble(index * Double.BYTES);
      default -> intAt(data, index);
    };
  }
}
