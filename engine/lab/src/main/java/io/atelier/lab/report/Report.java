package io.atelier.lab.report;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run gave: the content of {@code report.json}.
 *
 * @param model name in the catalogue
 * @param parameters number of weights
 * @param seed of the run
 * @param device it ran on
 * @param precision of matrix products and convolutions
 * @param epochsRun finished epochs
 * @param stopped why training ended, for people
 * @param ending why it ended; reports of before it was recorded have it in words alone
 * @param weightsOfEpoch number of the epoch, from 1, whose weights are the final ones; null if none
 *     was finished, and in reports of before it was recorded
 * @param validation scores of that epoch; null without validation, and if they are not finite
 * @param test scores of the final weights on the test set; null if no epoch was finished, and if
 *     they are not finite
 * @param confusionMatrix {@code [actual][predicted]} on the test set; null as {@code test}, where
 *     no classes are told apart, and for more than 100 of them
 * @param worstMistakes on the test set, the worst first; null as {@code test}, and where no classes
 *     are told apart
 * @param classCounts of every class or label on the test set, where there is no confusion matrix;
 *     else null
 * @param numbers how well each number is predicted on the test set; null where none is predicted
 * @param imagesPerSecond examples trained on, validation time included
 * @param seconds from start to report; of a run that was resumed, those of its last session and of
 *     the epochs finished before
 * @param timings seconds by phase from the start of the JVM, up to the writing of this, and their
 *     {@code total}
 * @param provenance what made it: versions, data, commit, time
 */
public record Report(
    String model,
    long parameters,
    long seed,
    String device,
    String precision,
    @JsonProperty("epochs_run") int epochsRun,
    String stopped,
    Ending ending,
    @JsonProperty("weights_of_epoch") Integer weightsOfEpoch,
    TestScores validation,
    TestScores test,
    @JsonProperty("confusion_matrix") List<List<Long>> confusionMatrix,
    @JsonProperty("worst_mistakes") List<Mistake> worstMistakes,
    @JsonProperty("class_counts") @JsonInclude(JsonInclude.Include.NON_NULL)
        List<ClassCounts> classCounts,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<NumberScores> numbers,
    @JsonProperty("images_per_second") double imagesPerSecond,
    double seconds,
    Map<String, Double> timings,
    Provenance provenance) {
  /** Takes the ending from the words, if it was not recorded. */
  public Report {
    if (ending == null && stopped != null) {
      ending = Ending.told(stopped);
    }
  }

  /** {@return this report with its timings} */
  public Report timed(Map<String, Double> seconds) {
    return new Report(
        model,
        parameters,
        seed,
        device,
        precision,
        epochsRun,
        stopped,
        ending,
        weightsOfEpoch,
        validation,
        test,
        confusionMatrix,
        worstMistakes,
        classCounts,
        numbers,
        imagesPerSecond,
        this.seconds,
        seconds,
        provenance);
  }

  /** {@return whether it was ended on request before its time: it can be resumed} */
  public boolean interrupted() {
    return ending == Ending.INTERRUPTED;
  }

  /**
   * Loss and metrics on a set; in JSON one object of all of them, {@code {"loss": 0.5, "accuracy":
   * 0.87}}.
   *
   * @param loss mean over the examples
   * @param metrics mean over the examples by name, in the order of the training's metrics
   */
  public record TestScores(double loss, Map<String, Double> metrics) {
    private static final String LOSS = "loss";

    /** Keeps the order. */
    public TestScores {
      metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /**
     * {@return the scores that an object of JSON says}
     *
     * @throws IllegalArgumentException if it has no loss, or something that is no number
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static TestScores of(Map<String, Double> values) {
      Map<String, Double> metrics = new LinkedHashMap<>(values);
      Double loss = metrics.remove(LOSS);
      if (loss == null) {
        throw new IllegalArgumentException("scores need a loss, got " + values.keySet());
      }
      metrics.forEach(
          (name, value) -> {
            if (value == null) {
              throw new IllegalArgumentException("setting '%s' needs a number".formatted(name));
            }
          });
      return new TestScores(loss, metrics);
    }

    /** {@return the loss and the metrics, by name} */
    @JsonValue
    Map<String, Double> values() {
      Map<String, Double> values = new LinkedHashMap<>();
      values.put(LOSS, loss);
      values.putAll(metrics);
      return values;
    }

    /** {@return whether accuracy was watched} */
    public boolean hasAccuracy() {
      return metrics.containsKey("accuracy");
    }

    /**
     * {@return the metric {@code accuracy}}
     *
     * @throws IllegalStateException if it was not watched
     */
    public double accuracy() {
      if (!hasAccuracy()) {
        throw new IllegalStateException(
            "Scores need a watched accuracy, got only %s; watch it in the training's metrics"
                .formatted(metrics.keySet()));
      }
      return metrics.get("accuracy");
    }
  }

  /**
   * What made a run.
   *
   * @param started ISO-8601 time; of a run that was resumed, of its last session
   * @param versions of program, TensorFlow, Java and system
   * @param commit of the program's sources, or {@code unknown}
   * @param dataFolder where the images were read; the home directory is {@code ~}
   * @param dataHashes SHA-256 by file
   */
  public record Provenance(
      String started,
      Map<String, String> versions,
      String commit,
      @JsonProperty("data_folder") String dataFolder,
      @JsonProperty("data_sha256") Map<String, String> dataHashes) {}
}
