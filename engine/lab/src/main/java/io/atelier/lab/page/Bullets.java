package io.atelier.lab.page;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Sentences, one below the other.
 *
 * @param items plain but for {@code **strong**}
 */
public record Bullets(List<String> items) implements Part {
  /** Makes an immutable copy. */
  public Bullets {
    items = List.copyOf(items);
  }

  @Override
  public String html() {
    return items.stream()
        .map(item -> "<li>" + Inline.html(item) + "</li>")
        .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
  }

  @Override
  public String markdown() {
    return items.stream()
        .map(item -> "- " + Inline.markdown(item))
        .collect(Collectors.joining("\n"));
  }
}
