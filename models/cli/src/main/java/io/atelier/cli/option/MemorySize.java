package io.atelier.cli.option;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a size as the JVM's flags spell it: bytes, or with {@code k}, {@code m}, {@code g}. */
public final class MemorySize implements ITypeConverter<Long> {
  private static final Pattern SIZE = Pattern.compile("(-?\\d{1,18})([kmg]?)");

  @Override
  public Long convert(String text) {
    Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      throw wrong(text);
    }
    try {
      return Math.multiplyExact(Long.parseLong(size.group(1)), 1L << shift(size.group(2)));
    } catch (ArithmeticException e) {
      throw wrong(text);
    }
  }

  private static int shift(String unit) {
    return unit.isEmpty() ? 0 : 10 * ("kmg".indexOf(unit) + 1);
  }

  private static TypeConversionException wrong(String text) {
    return new TypeConversionException(
        "expected a size such as 512m, 2g or 1000000 (bytes) but was '" + text + "'");
  }
}
