package io.atelier.data;

/** What kind of number {@link Values} hold, however they hold them. */
public enum Element {
  /** Unsigned bytes, 0..255. */
  BYTE,
  /** 32-bit integers. */
  INT,
  /** 32-bit floats. */
  FLOAT;

  /** {@return what these values hold} */
  public static Element of(Values values) {
    if (values instanceof FloatValues) {
      return FLOAT;
    }
    return values instanceof IntValues ? INT : BYTE;
  }
}
