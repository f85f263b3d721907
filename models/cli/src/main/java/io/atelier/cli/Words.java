package io.atelier.cli;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the system hands to a program: its arguments and its folder. Java reads them in the encoding
 * of the locale, and has no way to say that it could not: it puts other characters in their place.
 */
final class Words {
  private static final String REPLACEMENT = "\uFFFD";

  private Words() {}

  /**
   * {@return why the words cannot be taken as they are; empty if they can}
   *
   * @param encoding of file names, the property {@code sun.jnu.encoding}
   */
  static Optional<String> unreadable(String encoding, String folder, String... arguments) {
    // An encoding of ASCII alone leaves a question mark for each byte that is none.
    boolean ascii = !Charset.forName(encoding).newEncoder().canEncode('\u00FC');
    return Stream.concat(Stream.of(folder), Arrays.stream(arguments))
        .filter(word -> word.contains(REPLACEMENT) || (ascii && word.contains("?")))
        .findFirst()
        .map(
            word ->
                "needs names in the encoding of its locale, "
                    + encoding
                    + ", got '"
                    + word
                    + "', in which '?' or '"
                    + REPLACEMENT
                    + "' may stand for others; "
                    + (ascii ? "set LC_ALL=C.UTF-8" : "rename it"));
  }
}
