package io.atelier.lab.page;

import java.util.Locale;

/**
 * A heading.
 *
 * @param level 1 for the page's, 2 for a section's ...
 * @param text of it
 */
public record Heading(int level, String text) implements Part {
  /** {@return what a link to it names} */
  public String anchor() {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  @Override
  public String html() {
    return level == 1
        ? "<h1>" + Inline.escape(text) + "</h1>"
        : "<h%s id=\"%s\">%s</h%s>".formatted(level, anchor(), Inline.escape(text), level);
  }

  @Override
  public String markdown() {
    return "#".repeat(level) + " " + Inline.markdown(text);
  }
}
