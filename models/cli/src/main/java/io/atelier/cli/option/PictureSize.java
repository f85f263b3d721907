package io.atelier.cli.option;

import io.atelier.data.image.ImageSize;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the size of pictures, height first: {@code 64x48}. */
final class PictureSize implements ITypeConverter<ImageSize> {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})[xX](\\d{1,9})");

  @Override
  public ImageSize convert(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw new TypeConversionException(
          "expected height and width in pixels, such as 64x64, but was '" + text + "'");
    }
    try {
      return new ImageSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
