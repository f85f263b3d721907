package io.atelier.lab.dataset;

import io.atelier.data.DataSet;
import io.atelier.data.DataSetException;
import io.atelier.data.Examples;
import io.atelier.lab.config.RunConfig;
import java.util.Locale;

/** Which of a run's examples it is evaluated on. */
public enum EvaluationSet {
  /** Those it was trained on. */
  TRAIN("Training"),
  /** Those it was validated on after every epoch. */
  VALIDATION("Validation"),
  /** Those that it has not seen. */
  TEST("Test");

  private final String title;

  EvaluationSet(String title) {
    this.title = title;
  }

  /** {@return the name that begins a line} */
  public String title() {
    return title;
  }

  /**
   * {@return these examples of a run, as its training drew them}
   *
   * @param set the data it was trained on
   * @throws DataSetException if it had no validation examples
   */
  public Examples of(DataSet set, RunConfig config) throws DataSetException {
    RunData all = RunData.of(set, config.data());
    return switch (this) {
      case TRAIN -> all.train();
      case TEST -> all.test();
      case VALIDATION ->
          all.validation()
              .orElseThrow(
                  () ->
                      new DataSetException(
                          "--set validation needs a run with validation examples, got one without; use --set test"));
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
