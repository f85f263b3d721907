package io.atelier.cli.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a file says, but for times and for what made it. */
final class Content {
  private static final JsonMapper JSON = new JsonMapper();

  /** Names of what differs from run to run, and of a seal over such things. */
  private static final Set<String> DIFFERENT =
      Set.of("seconds", "timings", "images_per_second", "provenance", "sha256");

  /** What an event of a search's journal is about. */
  private static final List<String> EVENT = List.of("event", "trial", "rung", "result", "reason");

  private Content() {}

  /** {@return what should be the same in an uninterrupted run; empty if it is of no interest} */
  static String of(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".csv")) {
      return table(Files.readAllLines(file));
    }
    if (name.equals("journal.jsonl")) {
      return events(Files.readAllLines(file));
    }
    if (name.endsWith(".json") && !file.toString().contains("/checkpoints/")) {
      return timeless(JSON.readTree(file.toFile())).toString();
    }
    // A SavedModel's graph is written in another order each time.
    boolean numbers = name.matches(".*\\.(data-\\d+-of-\\d+|index)");
    return numbers ? Arrays.hashCode(Files.readAllBytes(file)) + " " + Files.size(file) : "";
  }

  private static String table(List<String> lines) {
    List<String> names = lines.isEmpty() ? List.of() : List.of(lines.get(0).split(",", -1));
    StringBuilder kept = new StringBuilder();
    for (String line : lines) {
      String[] cells = line.split(",", -1);
      for (int i = 0; i < cells.length; i++) {
        boolean time = i < names.size() && names.get(i).contains("seconds");
        kept.append(time ? "" : cells[i]).append(',');
      }
      kept.append('\n');
    }
    return kept.toString();
  }

  /** {@return what came of the trials: a trial may be begun more than once} */
  private static String events(List<String> lines) throws IOException {
    Set<String> found = new TreeSet<>();
    for (String line : lines) {
      JsonNode event = JSON.readTree(line);
      if (!event.path("event").asText().equals("started")) {
        List<String> parts = new ArrayList<>();
        EVENT.forEach(part -> parts.add(timeless(event.path(part)).toString()));
        found.add(String.join(" ", parts));
      }
    }
    return String.join("\n", found);
  }

  private static JsonNode timeless(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(DIFFERENT);
    }
    for (Iterator<JsonNode> inside = node.elements(); inside.hasNext(); ) {
      timeless(inside.next());
    }
    return node;
  }

  /** {@return whether a file is whole, as each is that has its final name} */
  static boolean whole(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".html")) {
      return Files.readString(file).stripTrailing().endsWith("</html>");
    }
    if (name.endsWith(".csv")) {
      String text = Files.readString(file);
      return text.endsWith("\n") && table(text.lines().toList()).length() > 1;
    }
    if (name.endsWith(".json")) {
      return JSON.readTree(file.toFile()).isObject();
    }
    return name.endsWith(".log") || name.endsWith(".jsonl") || Files.size(file) > 0;
  }
}
