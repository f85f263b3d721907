package io.atelier.paper.reproduction;

import io.atelier.data.LabeledImages;
import io.atelier.data.file.WholeFile;
import io.atelier.engine.search.Leaderboard;
import io.atelier.lab.json.Json;
import io.atelier.lab.page.Page;
import io.atelier.lab.page.Part;
import io.atelier.lab.page.Picture;
import io.atelier.lab.page.Png;
import io.atelier.lab.report.FinishedRun;
import io.atelier.lab.run.RunFolder;
import io.atelier.lab.search.SearchFolder;
import io.atelier.paper.result.FinishedSearch;
import io.atelier.paper.result.Paper;
import io.atelier.paper.result.Reproduction;
import io.atelier.paper.result.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a reproduction: {@code reproduction.json, sessions.jsonl, runs/, searches/,
 * feature-maps.png} and what is made of them, {@code report.html, report.md, pictures/,
 * results.csv}.
 *
 * @param path of the folder
 */
public record ReproductionFolder(Path path) {
  private static final String SETTINGS = "reproduction.json";

  /**
   * {@return a new reproduction's folder}
   *
   * @throws IOException if it holds something or cannot be written
   */
  public static ReproductionFolder create(Path path, ReproductionSettings settings)
      throws IOException {
    if (Files.exists(path.resolve(SETTINGS))) {
      throw new IOException(
          "--out needs a new or empty folder, got the reproduction %s; go on with --resume, or choose another place"
              .formatted(path));
    }
    RunFolder.requireFree(path);
    Files.createDirectories(path);
    ReproductionFolder folder = new ReproductionFolder(path);
    Json.write(folder.file(SETTINGS), settings);
    return folder;
  }

  /**
   * {@return the folder of a reproduction that was begun}
   *
   * @throws IOException if it is none
   */
  public static ReproductionFolder existing(Path path) throws IOException {
    if (!Files.isRegularFile(path.resolve(SETTINGS))) {
      throw new IOException(
          path
              + " is not a reproduction's folder: it has no reproduction.json; name one that 'atelier"
              + " reproduce' wrote");
    }
    return new ReproductionFolder(path);
  }

  /**
   * {@return the reproduction's settings}
   *
   * @throws IOException if reproduction.json is damaged
   */
  public ReproductionSettings settings() throws IOException {
    return Json.read(file(SETTINGS), ReproductionSettings.class);
  }

  /** {@return the path of a file} */
  Path file(String name) {
    return path.resolve(name);
  }

  /** {@return the run folder of a training} */
  Path of(PlannedTraining training) {
    return training.in(file("runs"));
  }

  /** {@return the folder of a search} */
  Path search(String row) {
    return file("searches").resolve(row);
  }

  /** {@return the picture of the feature maps} */
  Path featureMaps() {
    return file("feature-maps.png");
  }

  /** {@return whether a training has ended} */
  boolean ended(PlannedTraining training) throws IOException {
    Path run = of(training);
    return RunFolder.begun(run) && RunFolder.existing(run).finished().isPresent();
  }

  /** {@return what a training gave; empty if it has not ended} */
  Optional<FinishedRun> finished(PlannedTraining training) throws IOException {
    Path run = of(training);
    return RunFolder.begun(run)
        ? RunFolder.existing(run).finishedWith(training.config())
        : Optional.empty();
  }

  /**
   * {@return the searches that were begun, by row}
   *
   * @throws IOException if a file of one is damaged
   */
  Map<String, FinishedSearch> searches(Paper paper) throws IOException {
    Map<String, FinishedSearch> found = new LinkedHashMap<>();
    for (Paper.Search search : paper.searches()) {
      if (SearchFolder.begun(search(search.row()))) {
        SearchFolder folder = SearchFolder.existing(search(search.row()));
        Leaderboard board = folder.board();
        found.put(search.row(), FinishedSearch.of(folder.settings(), board, folder.best(board)));
      }
    }
    return found;
  }

  /** Deletes what was being written when a process was killed. */
  void clean() throws IOException {
    WholeFile.clean(path);
    WholeFile.clean(file(Part.PICTURES));
  }

  /**
   * {@return what there is so far}
   *
   * @param data the look at the data set, drawn
   * @param test the test images
   * @param searches by row
   * @param sessions that made it
   * @throws IOException if a file is damaged
   */
  Reproduction read(
      Paper paper,
      List<Part> data,
      LabeledImages test,
      Map<String, FinishedSearch> searches,
      List<Sessions.Session> sessions)
      throws IOException {
    ReproductionSettings settings = settings();
    Map<String, List<FinishedRun>> runs = new LinkedHashMap<>();
    for (Paper.Result result : paper.results()) {
      List<FinishedRun> found = runs.computeIfAbsent(result.row(), row -> new ArrayList<>());
      for (long seed = 0; seed < settings.seeds(); seed++) {
        finished(settings.training(paper.experiment(result.row()), result.model(), seed))
            .ifPresent(found::add);
      }
    }
    Optional<Picture> maps =
        Files.exists(featureMaps()) ? Optional.of(Png.read(featureMaps())) : Optional.empty();
    return new Reproduction(settings.remark(), data, runs, searches, maps, test, sessions);
  }

  /**
   * Writes the report, each file whole.
   *
   * @throws IOException if one cannot be written
   */
  void write(Page page, String results) throws IOException {
    Files.createDirectories(file(Part.PICTURES));
    for (Map.Entry<String, Picture> picture : page.pictures().entrySet()) {
      WholeFile.write(file(Part.PICTURES).resolve(picture.getKey()), picture.getValue().bytes());
    }
    WholeFile.write(file("results.csv"), results);
    WholeFile.write(file("report.md"), page.markdown());
    WholeFile.write(file("report.html"), page.html());
  }
}
