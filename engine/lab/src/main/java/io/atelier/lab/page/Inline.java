package io.atelier.lab.page;

/** Running text: plain but for {@code **strong**}. */
public final class Inline {
  private Inline() {}

  /** {@return text that means itself in HTML} */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** {@return running text as HTML} */
  public static String html(String text) {
    return escape(text).replaceAll("\\*\\*(.+?)\\*\\*", "<b>$1</b>");
  }

  /** {@return running text as Markdown} */
  static String markdown(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|");
  }
}
