package io.atelier.lab.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A whole report. As HTML it opens from disk, loads nothing and follows the reader's light or dark
 * scheme; as Markdown its pictures lie beside it.
 *
 * @param title of the page
 * @param parts from top to bottom
 */
public record Page(String title, List<Part> parts) {
  private static final int SECTIONS_WITHOUT_CONTENTS = 8;

  /** Makes an immutable copy. */
  public Page {
    parts = List.copyOf(parts);
  }

  /** {@return one HTML file} */
  public String html() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        <h1>%s</h1>
        %s%s
        </main>
        </body>
        </html>
        """
        .formatted(
            Inline.escape(title),
            style(),
            Inline.escape(title),
            contents(),
            parts.stream().map(Part::html).collect(Collectors.joining("\n")));
  }

  private String contents() {
    List<Heading> sections =
        parts.stream()
            .filter(part -> part instanceof Heading heading && heading.level() == 2)
            .map(Heading.class::cast)
            .toList();
    if (sections.size() <= SECTIONS_WITHOUT_CONTENTS) {
      return "";
    }
    return sections.stream()
        .map(
            heading ->
                "<a href=\"#%s\">%s</a>".formatted(heading.anchor(), Inline.escape(heading.text())))
        .collect(Collectors.joining("\n", "<nav>\n", "\n</nav>\n"));
  }

  private static String style() {
    try (InputStream css = Page.class.getResourceAsStream("report.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return the Markdown file; it links {@link #pictures}} */
  public String markdown() {
    return "# %s\n\n%s\n"
        .formatted(
            Inline.markdown(title),
            parts.stream().map(Part::markdown).collect(Collectors.joining("\n\n")));
  }

  /** {@return what lies in {@link Part#PICTURES} beside the Markdown, by file name} */
  public Map<String, Picture> pictures() {
    return new LinkedHashMap<>(new SideBySide(parts).pictures());
  }
}
