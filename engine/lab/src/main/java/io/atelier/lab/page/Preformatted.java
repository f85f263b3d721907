package io.atelier.lab.page;

/**
 * Text in columns, such as a network's summary.
 *
 * @param text of any number of lines
 */
public record Preformatted(String text) implements Part {
  @Override
  public String html() {
    return "<pre>" + Inline.escape(text) + "</pre>";
  }

  @Override
  public String markdown() {
    return "```\n" + text + "\n```";
  }
}
