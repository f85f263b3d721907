package io.atelier.data.image;

import java.util.Comparator;

/**
 * The order in which Python sorts texts: by code points. Java compares halves of code points, which
 * puts characters beyond U+FFFF, such as emojis, before some others.
 */
enum PythonOrder implements Comparator<String> {
  CODE_POINTS;

  @Override
  public int compare(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      if (one.charAt(i) != other.charAt(i)) {
        return weight(one.charAt(i)) - weight(other.charAt(i));
      }
    }
    return one.length() - other.length();
  }

  /** Halves come after all whole characters; among themselves they are in order. */
  private static int weight(char character) {
    return Character.isSurrogate(character) ? character + Character.MAX_VALUE : character;
  }
}
