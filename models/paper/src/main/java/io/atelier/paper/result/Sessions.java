package io.atelier.paper.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.atelier.data.file.LineFile;
import io.atelier.lab.json.Json;
import io.atelier.lab.json.JsonReason;
import io.atelier.lab.run.Provenances;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Who has worked on a reproduction: a line a session, and only one at a time. */
public final class Sessions implements AutoCloseable {
  private final LineFile file;
  private final List<Session> all;

  /**
   * A process' work.
   *
   * @param began ISO-8601 time
   * @param command as it was typed
   * @param commit of the program's sources, or {@code unknown}
   */
  public record Session(String began, String command, String commit) {
    /** Keeps nothing that is not there. */
    public Session {
      if (began == null || command == null || commit == null) {
        throw new IllegalArgumentException("a session needs began, command and commit, got null");
      }
    }
  }

  private Sessions(LineFile file, List<Session> all) {
    this.file = file;
    this.all = all;
  }

  /**
   * {@return the sessions of a file, with a new one that begins now}
   *
   * @throws IOException if it is damaged, cannot be written, or another session has not ended
   */
  public static Sessions open(Path path, String command) throws IOException {
    LineFile file = LineFile.open(path);
    try {
      List<Session> all = new ArrayList<>();
      for (String line : file.lines()) {
        all.add(Json.whole(Session.class).readValue(line));
      }
      String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
      Session session = new Session(now, command, Provenances.commit());
      file.append(Json.line(session));
      all.add(session);
      return new Sessions(file, all);
    } catch (JsonProcessingException e) {
      file.close();
      throw new IOException(
          "%s is damaged: %s; delete it: only who worked when is lost"
              .formatted(path, JsonReason.of(e)),
          e);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** {@return all of them, the first first} */
  public List<Session> all() {
    return List.copyOf(all);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
