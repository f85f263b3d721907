package io.atelier.lab.page;

/**
 * A paragraph.
 *
 * @param text plain but for {@code **strong**}
 */
public record Paragraph(String text) implements Part {
  @Override
  public String html() {
    return "<p>" + Inline.html(text) + "</p>";
  }

  @Override
  public String markdown() {
    return Inline.markdown(text);
  }
}
