package io.atelier.lab.page;

import java.util.Map;

/**
 * A part that is opened by who wants it.
 *
 * @param title that is always seen
 * @param part below it
 */
public record Folded(String title, Part part) implements Part {
  @Override
  public String html() {
    return "<details><summary>%s</summary>\n%s\n</details>"
        .formatted(Inline.escape(title), part.html());
  }

  @Override
  public String markdown() {
    return "<details><summary>%s</summary>\n\n%s\n\n</details>"
        .formatted(Inline.escape(title), part.markdown());
  }

  @Override
  public Map<String, Picture> pictures() {
    return part.pictures();
  }
}
