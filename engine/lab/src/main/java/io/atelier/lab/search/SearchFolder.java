package io.atelier.lab.search;

import io.atelier.engine.search.Leaderboard;
import io.atelier.engine.search.Standing;
import io.atelier.lab.json.Json;
import io.atelier.lab.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The files of a search: {@code search.json, journal.jsonl, results.csv, worker.log, trials/} with
 * a run folder each, and at its end {@code best.json}, {@code analysis.csv} and {@code
 * report.html}.
 *
 * @param path of the folder
 */
public record SearchFolder(Path path) {

  /**
   * {@return a new search's folder}
   *
   * @throws IOException if it holds something or cannot be written
   */
  public static SearchFolder create(Path path, SearchSettings settings) throws IOException {
    RunFolder.requireFree(path);
    Files.createDirectories(path);
    SearchFolder folder = new SearchFolder(path);
    folder.write("search.json", settings);
    return folder;
  }

  /** {@return whether a search was begun there} */
  public static boolean begun(Path path) {
    return Files.isRegularFile(path.resolve("search.json"));
  }

  /**
   * {@return the folder of a search that was begun}
   *
   * @throws IOException if it is none
   */
  public static SearchFolder existing(Path path) throws IOException {
    if (!begun(path)) {
      throw new IOException(
          path
              + " is not a search's folder: it has no search.json; name one that 'atelier search'"
              + " wrote");
    }
    return new SearchFolder(path);
  }

  /**
   * {@return the search's settings}
   *
   * @throws IOException if search.json is damaged
   */
  public SearchSettings settings() throws IOException {
    return Json.read(file("search.json"), SearchSettings.class);
  }

  /**
   * {@return the best trial, if one was tested}
   *
   * @param board how the trials stand, by the journal
   * @throws IOException if best.json is damaged, or says something else than the journal or the
   *     trial's report
   */
  public Optional<SearchRun.Best> best(Leaderboard board) throws IOException {
    return Files.exists(file("best.json"))
        ? Optional.of(new BestFile(this).read(board))
        : Optional.empty();
  }

  /**
   * {@return how the trials stand, by the journal}
   *
   * @throws IOException if the journal is damaged, or the search goes on in another process
   */
  public Leaderboard board() throws IOException {
    SearchSettings settings = settings();
    try (JsonJournal journal = journal(settings)) {
      return Leaderboard.of(settings.combinations(), journal.events(), settings.objective());
    } catch (IllegalArgumentException e) {
      throw new IOException(file("journal.jsonl") + " is another search's: " + e.getMessage(), e);
    }
  }

  /**
   * {@return the journal, which must be that of a search with these settings}
   *
   * @throws IOException if it is damaged or that of another, cannot be written or is another
   *     process'
   */
  JsonJournal journal(SearchSettings settings) throws IOException {
    JsonJournal journal = JsonJournal.open(file("journal.jsonl"));
    try {
      if (journal.begun().isPresent()) {
        journal.begun().get().require(path, settings);
      }
      return journal;
    } catch (IOException e) {
      journal.close();
      throw e;
    }
  }

  /**
   * Gives the search another number of trials: those it has begun stay.
   *
   * @throws IOException if it has begun more, or its settings cannot be written
   * @throws IllegalArgumentException if there are not so many
   */
  public void resize(int trials) throws IOException {
    SearchSettings settings = settings().withTrials(trials);
    long begun =
        board().standings().stream()
            .filter(standing -> standing.state() != Standing.State.WAITING)
            .mapToInt(standing -> standing.trial().number())
            .max()
            .orElse(0);
    if (trials < begun) {
      throw new IOException(
          "--trials needs at least the %s that %s has begun, got %s; give more"
              .formatted(begun, path, trials));
    }
    settings.requireTrainable();
    write("search.json", settings);
  }

  /** {@return the run folder of a trial} */
  public Path trial(int number) {
    return file("trials").resolve(String.format(Locale.ROOT, "%04d", number));
  }

  /** {@return the path of a file of the search} */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** Writes a file as JSON, whole. */
  void write(String name, Object value) throws IOException {
    Json.write(file(name), value);
  }
}
