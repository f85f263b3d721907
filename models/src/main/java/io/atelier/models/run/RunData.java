package io.atelier.models.run;

import io.atelier.data.DataSet;
import io.atelier.data.Examples;
import io.atelier.data.Split;
import io.atelier.engine.layer.Input;
import io.atelier.models.config.DataConfig;
import io.atelier.models.config.RunConfig;
import java.util.Arrays;
import java.util.Optional;

/**
 * The examples of a run, in the shape its model takes.
 *
 * @param train trained on
 * @param validation evaluated on after every epoch; empty without
 * @param test evaluated on at the end
 */
public record RunData(Examples train, Optional<Examples> validation, Examples test) {
  /** Every run holds back the same examples, so that no seed has trained on another's. */
  private static final long SEED = 0;

  /**
   * {@return the examples of a run}
   *
   * @throws IllegalArgumentException if there are fewer than the settings ask for, or they do not
   *     fit the model
   */
  public static RunData of(DataSet set, RunConfig config) {
    DataConfig wanted = config.data();
    DataSet tested = shaped(set, config.model().name().input()).withTestHeldBack(wanted.testSplit(), SEED);
    Examples test = tested.test().orElseThrow();
    Optional<Split> development =
        wanted.heldBack() == 0
            ? Optional.empty()
            : Optional.of(tested.heldBack(wanted.heldBack(), SEED));
    DataSet rest = development.map(split -> tested.withTrain(split.train())).orElse(tested);
    DataSet taken = wanted.limit() == 0 ? rest : rest.drawn(wanted.limit(), SEED);
    if (wanted.validation() == DataConfig.Validation.DEVELOPMENT) {
      return new RunData(
          taken.train(), Optional.of(development.orElseThrow().heldOut()), test);
    }
    DataSet validated = validated(taken, wanted);
    return new RunData(validated.train(), validated.validation(), test);
  }

  private static DataSet validated(DataSet set, DataConfig wanted) {
    double share = wanted.validationSplit();
    if (share == 0 || set.validation().isPresent()) {
      return set;
    }
    return wanted.validation() == DataConfig.Validation.TAIL
        ? set.withValidationTail(share)
        : set.withValidationHeldBack(share, SEED);
  }

  /** {@return a set with inputs in a model's shape, where that has as many numbers} */
  private static DataSet shaped(DataSet set, Input input) {
    int[] shape =
        Arrays.stream(input.shape().asArray()).mapToInt(Math::toIntExact).toArray();
    long wanted = input.shape().size();
    long size = set.train().inputs().exampleSize();
    return wanted == size ? set.reshapeInputs(shape) : set;
  }
}
