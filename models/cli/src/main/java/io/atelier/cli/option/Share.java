package io.atelier.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a share of a whole: a number above 0 and up to 1. */
public final class Share implements ITypeConverter<Double> {
  @Override
  public Double convert(String text) {
    try {
      double share = Double.parseDouble(text);
      if (share > 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      // Refused below, as all else that is no share.
    }
    throw new TypeConversionException("expected a number in (0, 1] but was '" + text + "'");
  }
}
