package io.atelier.paper.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.lab.search.Space;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the paper says: the content of {@code paper.json}.
 *
 * @param title of the paper
 * @param citation of the paper
 * @param tolerance how far a test accuracy may be from the paper's without an explanation
 * @param summary of a network that it prints
 * @param featureMaps that it shows
 * @param experiments its rows of trainings, in its order
 * @param results a row a training
 * @param searches its searches, with their best five trials
 */
public record Paper(
    String title,
    String citation,
    double tolerance,
    Shown summary,
    @JsonProperty("feature_maps") Shown featureMaps,
    List<Experiment> experiments,
    List<Result> results,
    List<Search> searches) {
  /** Ours are 32-bit numbers. */
  private static final double ROUNDING = 1e-6;

  /** Row of the data's figures. */
  public static final String DATA = "eda";

  /** Row of the feature maps. */
  public static final String FEATURE_MAPS = "feature-maps";

  /**
   * A figure about one network.
   *
   * @param figure its number
   * @param model name in the catalogue
   */
  public record Shown(String figure, String model) {}

  /**
   * Trainings that belong together.
   *
   * @param row name by which they are run
   * @param title heading
   * @param settings in words, what was chosen here included
   * @param config the same for the program: what differs from a model's own defaults
   * @param curves numbers of the figures
   * @param confusion numbers of the figures
   * @param table number of the figure
   * @param note what is to be known of the paper's numbers, or empty
   */
  public record Experiment(
      String row,
      String title,
      String settings,
      ObjectNode config,
      String curves,
      String confusion,
      String table,
      String note) {}

  /**
   * A training.
   *
   * @param row of its experiment
   * @param model name in the catalogue
   * @param parameters number of weights
   * @param loss on the test set
   * @param accuracy on the test set
   */
  public record Result(String row, String model, long parameters, double loss, double accuracy) {
    /** {@return small, medium or large} */
    public String size() {
      return model.split("-", -1)[1];
    }
  }

  /**
   * A search.
   *
   * @param row name by which it is run
   * @param space name of the paper's space
   * @param title heading
   * @param figures their numbers
   * @param settings in words, what was chosen here included
   * @param testAccuracy of the best trial's model
   * @param trials the best
   */
  public record Search(
      String row,
      String space,
      String title,
      String figures,
      String settings,
      @JsonProperty("test_accuracy") double testAccuracy,
      List<FinishedTrial> trials) {
    /** {@return the paper's number of trials} */
    public int planned() {
      return Space.of(space).trials();
    }
  }

  /** {@return the paper} */
  public static Paper read() {
    try (InputStream file = Paper.class.getResourceAsStream("paper.json")) {
      return new JsonMapper().readValue(file, Paper.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return all rows by which parts of the reproduction are named, in the order they are run} */
  public List<String> rows() {
    return Stream.of(
            Stream.of(DATA),
            experiments.stream().map(Experiment::row),
            Stream.of(FEATURE_MAPS),
            searches.stream().map(Search::row))
        .flatMap(names -> names)
        .toList();
  }

  /** {@return a training of the paper's} */
  public Result result(String row, String model) {
    return results(row).stream().filter(it -> it.model().equals(model)).findFirst().orElseThrow();
  }

  /**
   * {@return whether an accuracy of ours is so far from the paper's that it needs an explanation}
   */
  public boolean isFar(double ours, double papers) {
    return Math.abs(ours - papers) > tolerance + ROUNDING;
  }

  /** {@return the experiment of a row} */
  public Experiment experiment(String row) {
    return experiments.stream().filter(it -> it.row().equals(row)).findFirst().orElseThrow();
  }

  /** {@return the paper's trainings of an experiment, in its order} */
  public List<Result> results(String row) {
    return results.stream().filter(result -> result.row().equals(row)).toList();
  }
}
