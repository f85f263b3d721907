package io.atelier.models.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.search.Journal;
import io.atelier.engine.search.LineFile;
import io.atelier.engine.search.TrialEvent;
import io.atelier.models.run.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A journal of one JSON object a line: {@code {"event":"failed","trial":3,"reason":"..."}}. */
public final class JsonJournal implements Journal, AutoCloseable {
  private static final String EVENT = "event";
  private static final Map<String, Class<? extends TrialEvent>> KINDS =
      Map.of(
          "started", TrialEvent.Started.class,
          "reached", TrialEvent.Reached.class,
          "finished", TrialEvent.Finished.class,
          "failed", TrialEvent.Failed.class,
          "diverged", TrialEvent.Diverged.class);

  private final LineFile file;
  private final List<TrialEvent> events = new ArrayList<>();

  private JsonJournal(LineFile file) {
    this.file = file;
  }

  /**
   * {@return the journal in a file, made if it is not there}
   *
   * @throws IOException if it is damaged, cannot be written or is another process'
   */
  public static JsonJournal open(Path path) throws IOException {
    JsonJournal journal = new JsonJournal(LineFile.open(path));
    int number = 0;
    for (String line : journal.file.lines()) {
      number++;
      try {
        journal.events.add(event(line));
      } catch (JsonProcessingException | IllegalArgumentException e) {
        journal.close();
        throw new IOException(
            "%s is damaged in line %s; restore it, or search anew".formatted(path, number), e);
      }
    }
    return journal;
  }

  private static TrialEvent event(String line) throws JsonProcessingException {
    if (!(Json.MAPPER.readTree(line) instanceof ObjectNode object)
        || !KINDS.containsKey(object.path(EVENT).asText())) {
      throw new IllegalArgumentException(line);
    }
    Class<? extends TrialEvent> kind = KINDS.get(object.remove(EVENT).asText());
    return Json.MAPPER.treeToValue(object, kind);
  }

  @Override
  public List<TrialEvent> events() {
    return Collections.unmodifiableList(events);
  }

  @Override
  public void append(TrialEvent event) throws IOException {
    ObjectNode object = Json.MAPPER.createObjectNode();
    KINDS.forEach(
        (name, kind) -> {
          if (kind.isInstance(event)) {
            object.put(EVENT, name);
          }
        });
    object.setAll(Json.MAPPER.<ObjectNode>valueToTree(event));
    file.append(Json.line(object));
    events.add(event);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
