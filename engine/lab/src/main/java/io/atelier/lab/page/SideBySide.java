package io.atelier.lab.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Parts side by side where there is room, else one below the other.
 *
 * @param parts from left to right
 */
public record SideBySide(List<Part> parts) implements Part {
  /** Makes an immutable copy. */
  public SideBySide {
    parts = List.copyOf(parts);
  }

  /** {@return parts side by side} */
  public static SideBySide of(Part... parts) {
    return new SideBySide(List.of(parts));
  }

  @Override
  public String html() {
    return parts.stream()
        .map(Part::html)
        .collect(Collectors.joining("\n", "<div class=row>\n", "\n</div>"));
  }

  @Override
  public String markdown() {
    return parts.stream().map(Part::markdown).collect(Collectors.joining("\n\n"));
  }

  @Override
  public Map<String, Picture> pictures() {
    Map<String, Picture> all = new LinkedHashMap<>();
    parts.forEach(part -> all.putAll(part.pictures()));
    return all;
  }
}
