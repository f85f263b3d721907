package io.atelier.lab.page;

import java.awt.Color;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A drawing of lines and areas. In a page, what was drawn in {@link #INK}, {@link #LINE} and {@link
 * #PAPER} follows the page's colours; in a file the paper is white.
 *
 * @param source the {@code <svg>} element
 */
public record Svg(String source) implements Picture {
  static final Color INK = new Color(0x1F2328);
  static final Color LINE = new Color(0xD1D9E0);
  static final Color PAPER = Color.WHITE;

  private static final Pattern SEGMENT =
      Pattern.compile(
          "<line style=\"([^\"]*)\" x1=\"([^\"]*)\" x2=\"([^\"]*)\" y1=\"([^\"]*)\" y2=\"([^\"]*)\"/>\\s*");
  private static final Pattern LONG_NUMBER = Pattern.compile("-?\\d+\\.\\d+");

  /** {@return the drawing that a chart's SVG file holds, without what a page does not need} */
  static Svg of(String file) {
    String element = joined(file.substring(file.indexOf("<svg")));
    String rounded = LONG_NUMBER.matcher(element).replaceAll(number -> rounded(number.group()));
    return new Svg(
        rounded
            .replaceAll(">\\s+<", "><")
            .replace("stroke-miterlimit:10;", "")
            .replace(" xmlns:xlink=\"http://www.w3.org/1999/xlink\"", "")
            .strip());
  }

  private static String rounded(String number) {
    BigDecimal value = new BigDecimal(number).setScale(2, RoundingMode.HALF_EVEN);
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /** Segment by segment, a dashed line would begin its pattern anew at every point. */
  private static String joined(String element) {
    StringBuilder all = new StringBuilder();
    Matcher matcher = SEGMENT.matcher(element);
    StringBuilder points = new StringBuilder();
    MatchResult last = null;
    int at = 0;
    while (matcher.find()) {
      boolean goesOn =
          last != null
              && matcher.start() == last.end()
              && matcher.group(1).equals(last.group(1))
              && matcher.group(2).equals(last.group(3))
              && matcher.group(4).equals(last.group(5));
      if (!goesOn) {
        all.append(line(last, points)).append(element, at, matcher.start());
        points.setLength(0);
        points.append(matcher.group(2)).append(',').append(matcher.group(4));
      }
      points.append(' ').append(matcher.group(3)).append(',').append(matcher.group(5));
      at = matcher.end();
      last = matcher.toMatchResult();
    }
    return all.append(line(last, points)).append(element.substring(at)).toString();
  }

  private static String line(MatchResult last, StringBuilder points) {
    return last == null
        ? ""
        : "<polyline style=\"" + last.group(1) + "\" points=\"" + points + "\"/>";
  }

  @Override
  public String html(String meaning) {
    return source
        .replace("<svg ", "<svg role=\"img\" aria-label=\"" + Inline.escape(meaning) + "\" ")
        .replace(" xmlns=\"http://www.w3.org/2000/svg\"", "")
        .replace(":" + css(INK), ":currentColor")
        .replace(":" + css(LINE), ":var(--line)")
        .replace(":" + css(PAPER), ":var(--paper)");
  }

  private static String css(Color color) {
    return String.format(
        Locale.ROOT, "rgb(%d,%d,%d)", color.getRed(), color.getGreen(), color.getBlue());
  }

  @Override
  public byte[] bytes() {
    return source.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String extension() {
    return "svg";
  }
}
