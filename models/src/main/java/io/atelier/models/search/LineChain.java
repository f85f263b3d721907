package io.atelier.models.search;

import io.atelier.models.run.Sha256;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of which each ends with a hash of itself and of all before it: {@code
 * {"event":"failed","trial":3,"chain":"<SHA-256>"}}. A line that is changed, moved or taken out of
 * the middle no longer has its hash.
 *
 * <p>Lines at the beginning may have none: a version wrote them that kept none. The first hash
 * covers them too.
 */
final class LineChain {
  private static final Pattern LINKED = Pattern.compile("(\\{.*),\"chain\":\"(\\p{XDigit}{64})\"}");

  private String last = "";
  private boolean linked;

  /** {@return the JSON object of the next line, with its hash in it} */
  String link(String line) {
    String hash = Sha256.of(last + "\n" + line);
    return "%s,\"chain\":\"%s\"}".formatted(line.substring(0, line.length() - 1), hash);
  }

  /** {@return a line without its hash, if it has one} */
  static String content(String line) {
    Matcher parts = LINKED.matcher(line);
    return parts.matches() ? parts.group(1) + "}" : line;
  }

  /**
   * Goes on to the next line, which is in the file.
   *
   * @return whether it is the line that was written, and those before it without a hash are
   */
  boolean next(String line) {
    Matcher parts = LINKED.matcher(line);
    last = Sha256.of(last + "\n" + content(line));
    if (!parts.matches()) {
      return !linked;
    }
    linked = true;
    return parts.group(2).equals(last);
  }
}
