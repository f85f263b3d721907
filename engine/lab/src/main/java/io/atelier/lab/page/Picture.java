package io.atelier.lab.page;

/** Something drawn. */
public interface Picture {
  /**
   * {@return the picture as an element that carries all it shows}
   *
   * @param meaning in words, for those who cannot see it
   */
  String html(String meaning);

  /** {@return the content of a file} */
  byte[] bytes();

  /** {@return how the file's name ends: {@code svg}} */
  String extension();
}
