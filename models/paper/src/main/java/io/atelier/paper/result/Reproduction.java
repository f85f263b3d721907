package io.atelier.paper.result;

import io.atelier.data.LabeledImages;
import io.atelier.data.Split;
import io.atelier.lab.page.Part;
import io.atelier.lab.page.Picture;
import io.atelier.lab.report.FinishedRun;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is of the reproduction so far. What is not there is said to be missing.
 *
 * @param remark what keeps our numbers from being comparable, or empty
 * @param data the look at the data set, drawn; empty before it was taken
 * @param runs finished trainings by row ({@code mlp-sgd}); of one model's, the first counts in the
 *     tables and the others, of other seeds, show the spread
 * @param searches by row ({@code mlp-search})
 * @param featureMaps of the paper's figure, drawn
 * @param test the test images, which the worst mistakes show
 * @param sessions that made this, the first first
 */
public record Reproduction(
    String remark,
    List<Part> data,
    Map<String, List<FinishedRun>> runs,
    Map<String, FinishedSearch> searches,
    Optional<Picture> featureMaps,
    LabeledImages test,
    List<Sessions.Session> sessions) {
  /** Keeps orders. */
  public Reproduction {
    data = List.copyOf(data);
    runs = Collections.unmodifiableMap(new LinkedHashMap<>(runs));
    searches = Collections.unmodifiableMap(new LinkedHashMap<>(searches));
    sessions = List.copyOf(sessions);
  }

  /**
   * The data set as the paper shows it.
   *
   * @param train the 60,000 images
   * @param split of them, into training and development set
   */
  public record DataSet(LabeledImages train, Split split) {}

  /** {@return the finished trainings of a model in an experiment that have a test score} */
  public List<FinishedRun> of(String row, String model) {
    return runs.getOrDefault(row, List.of()).stream()
        .filter(run -> run.report().model().equals(model) && run.report().test() != null)
        .toList();
  }

  /** {@return whether our test accuracy is too far from the paper's} */
  public boolean isFar(Paper paper, Paper.Result result) {
    return first(result.row(), result.model())
        .filter(run -> paper.isFar(run.report().test().accuracy(), result.accuracy()))
        .isPresent();
  }

  /** {@return how many trainings of other seeds than the first there are} */
  public int ofOtherSeeds(Paper paper) {
    return paper.results().stream()
        .mapToInt(result -> Math.max(0, of(result.row(), result.model()).size() - 1))
        .sum();
  }

  /** {@return the training that counts in the tables} */
  public Optional<FinishedRun> first(String row, String model) {
    return of(row, model).stream().findFirst();
  }
}
