package io.atelier.lab.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.file.LineFile;
import io.atelier.engine.search.Journal;
import io.atelier.engine.search.TrialEvent;
import io.atelier.lab.json.Json;
import io.atelier.lab.json.JsonReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A journal of one JSON object a line, each with a hash of itself and of all before it ({@link
 * LineChain}): {@code {"event":"failed","trial":3,"reason":"...","chain":"..."}}. The first line
 * says what the search was begun with.
 */
public final class JsonJournal implements Journal, AutoCloseable {
  private static final String EVENT = "event";
  private static final String BEGUN = "begun";
  private static final Map<String, Class<? extends TrialEvent>> KINDS =
      Map.of(
          "started", TrialEvent.Started.class,
          "reached", TrialEvent.Reached.class,
          "finished", TrialEvent.Finished.class,
          "failed", TrialEvent.Failed.class,
          "diverged", TrialEvent.Diverged.class);

  private final LineFile file;
  private final LineChain chain = new LineChain();
  private final List<TrialEvent> events = new ArrayList<>();
  private Begun begun;

  private JsonJournal(LineFile file) {
    this.file = file;
  }

  /**
   * {@return the journal in a file, made if it is not there}
   *
   * @throws IOException if it is damaged, cannot be written or is another process'; the message
   *     names the line and what is wrong with it
   */
  public static JsonJournal open(Path path) throws IOException {
    JsonJournal journal = new JsonJournal(LineFile.open(path));
    try {
      journal.readAll(path);
      return journal;
    } catch (IOException | RuntimeException | Error e) {
      // Whoever mends it in this process can open it then.
      journal.close();
      throw e;
    }
  }

  private void readAll(Path path) throws IOException {
    int number = 0;
    for (String line : file.lines()) {
      number++;
      try {
        read(line);
      } catch (JsonProcessingException | IllegalArgumentException e) {
        String why =
            e instanceof JsonProcessingException json ? JsonReason.of(json) : e.getMessage();
        throw new IOException(
            "%s is damaged in line %s: %s; restore it, or search anew"
                .formatted(path, Integer.toString(number), why),
            e);
      }
    }
  }

  private void read(String line) throws JsonProcessingException {
    LineChain.Link link = LineChain.Link.of(line);
    if (!(Json.MAPPER.readTree(link.content()) instanceof ObjectNode object)) {
      throw new IllegalArgumentException("it needs an object, got something else");
    }
    String kind = object.path(EVENT).asText();
    object.remove(EVENT);
    if (kind.equals(BEGUN) && begun == null && events.isEmpty()) {
      begun = Json.whole(Begun.class).treeToValue(object, Begun.class);
    } else if (KINDS.containsKey(kind)) {
      Class<? extends TrialEvent> type = KINDS.get(kind);
      events.add(Json.whole(type).treeToValue(EarlierForms.event(object), type));
    } else {
      throw new IllegalArgumentException(
          "setting 'event' needs one of %s, got '%s'"
              .formatted(KINDS.keySet().stream().sorted().toList(), kind));
    }
    if (!chain.holds(link)) {
      throw new IllegalArgumentException(
          "it is not what was written there, or a line before it is not");
    }
  }

  @Override
  public List<TrialEvent> events() {
    return Collections.unmodifiableList(events);
  }

  /** {@return what the search was begun with; empty if a version began it that kept no record} */
  Optional<Begun> begun() {
    return Optional.ofNullable(begun);
  }

  /**
   * Keeps what a search is begun with, before its first event.
   *
   * @throws IOException if it cannot be kept
   */
  void begin(Begun with) throws IOException {
    append(BEGUN, with);
    begun = with;
  }

  @Override
  public void append(TrialEvent event) throws IOException {
    for (Map.Entry<String, Class<? extends TrialEvent>> kind : KINDS.entrySet()) {
      if (kind.getValue().isInstance(event)) {
        append(kind.getKey(), event);
      }
    }
    events.add(event);
  }

  private void append(String kind, Object what) throws IOException {
    ObjectNode object = Json.MAPPER.createObjectNode().put(EVENT, kind);
    object.setAll(Json.MAPPER.<ObjectNode>valueToTree(what));
    LineChain.Link link = chain.link(Json.line(object));
    file.append(link.line());
    chain.next(link);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
