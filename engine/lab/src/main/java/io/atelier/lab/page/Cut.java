package io.atelier.lab.page;

/** Names that are too long for where they stand. */
public final class Cut {
  private Cut() {}

  /** {@return a name of so many characters at most} */
  public static String to(int characters, String name) {
    int points = name.codePointCount(0, name.length());
    return points <= characters
        ? name
        : name.substring(0, name.offsetByCodePoints(0, characters - 1)).strip() + "\u2026";
  }
}
