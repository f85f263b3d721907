package io.atelier.lab.search;

import io.atelier.data.file.Sha256;
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

  /**
   * A line.
   *
   * @param content a JSON object, without the hash
   * @param hash that it has; empty if it has none
   */
  record Link(String content, String hash) {
    /** {@return a line that was read} */
    static Link of(String line) {
      Matcher parts = LINKED.matcher(line);
      return parts.matches() ? new Link(parts.group(1) + "}", parts.group(2)) : new Link(line, "");
    }

    /** {@return the JSON object with its hash in it} */
    String line() {
      return "%s,\"chain\":\"%s\"}".formatted(content.substring(0, content.length() - 1), hash);
    }
  }

  /** {@return the next line, with its hash; {@link #next} is told when it is in the file} */
  Link link(String content) {
    return new Link(content, Sha256.of(last + "\n" + content));
  }

  /** Goes on to a line that {@link #link} gave and that is in the file now. */
  void next(Link own) {
    last = own.hash;
    linked = true;
  }

  /**
   * Goes on to the next line that was read.
   *
   * @return whether it is the line that was written, and those before it without a hash are
   */
  boolean holds(Link read) {
    last = link(read.content).hash;
    if (read.hash.isEmpty()) {
      return !linked;
    }
    linked = true;
    return read.hash.equals(last);
  }
}
