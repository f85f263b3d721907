package io.atelier.lab.dataset;

import io.atelier.data.DataSet;
import io.atelier.data.Examples;
import io.atelier.data.Split;
import io.atelier.data.Values;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.lab.config.DataConfig;
import java.util.Arrays;
import java.util.Optional;

/**
 * The examples of a run.
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
   * @throws IllegalArgumentException as {@link #require}
   */
  public static RunData of(DataSet set, DataConfig wanted) {
    require(set, wanted);
    DataSet tested = set.withTestHeldBack(wanted.testSplit(), SEED);
    Examples test = tested.test().orElseThrow();
    Optional<Split> development =
        wanted.heldBack() == 0
            ? Optional.empty()
            : Optional.of(tested.heldBack(wanted.heldBack(), SEED));
    DataSet rest = development.map(split -> tested.withTrain(split.train())).orElse(tested);
    DataSet taken = wanted.limit() == 0 ? rest : rest.drawn(wanted.limit(), SEED);
    if (wanted.validation() == DataConfig.Validation.DEVELOPMENT) {
      return new RunData(taken.train(), Optional.of(development.orElseThrow().heldOut()), test);
    }
    DataSet validated = validated(taken, wanted);
    return new RunData(validated.train(), validated.validation(), test);
  }

  /**
   * Requires as many examples as the settings ask for.
   *
   * @throws IllegalArgumentException if there are fewer
   */
  public static void require(DataSet set, DataConfig wanted) {
    int all = set.train().size();
    int tested = set.test().isPresent() ? all : all - part(all, wanted.testSplit());
    int rest = tested - part(tested, wanted.heldBack());
    if (wanted.limit() > rest) {
      throw new IllegalArgumentException(
          "--limit needs at most the %s training examples of %s, got %s; ask for fewer, or 0 for all"
              .formatted(rest, set.name(), wanted.limit()));
    }
    int taken = wanted.limit() == 0 ? rest : wanted.limit();
    double share = wanted.validationSplit();
    if (share > 0 && set.validation().isEmpty()) {
      int train =
          wanted.validation() == DataConfig.Validation.TAIL
              ? (int) Math.floor(taken * (1.0 - share))
              : taken - part(taken, share);
      if (train < 1 || train >= taken) {
        throw DataConfig.withoutParts(taken, share);
      }
    }
  }

  /** {@return whether a run of these settings has examples to validate on} */
  public static boolean validates(DataSet set, DataConfig wanted) {
    return wanted.validationSplit() > 0
        || wanted.validation() == DataConfig.Validation.DEVELOPMENT
        || set.validation().isPresent();
  }

  private static int part(int count, double share) {
    return (int) Math.round(count * share);
  }

  private static DataSet validated(DataSet set, DataConfig wanted) {
    double share = wanted.validationSplit();
    if (share == 0) {
      return set;
    }
    return wanted.validation() == DataConfig.Validation.TAIL
        ? set.withValidationTail(share)
        : set.withValidationHeldBack(share, SEED);
  }

  /**
   * {@return the same examples with inputs in the shape that a model takes, if that has as many
   * numbers: images {@code [28, 28]} as {@code [784]} or {@code [28, 28, 1]}}
   */
  public RunData shapedFor(Model model) {
    if (!model.isChain()) {
      return this;
    }
    return new RunData(
        shaped(train, model.input()),
        validation.map(part -> shaped(part, model.input())),
        shaped(test, model.input()));
  }

  /** {@return examples in the shape of an input that has as many numbers} */
  public static Examples shaped(Examples examples, Input input) {
    int[] shape = input.exampleShape();
    long size = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
    return size == examples.inputs().exampleSize() ? examples.reshapeInputs(shape) : examples;
  }

  /** {@return values in the shape of a model's only input, if that has as many numbers} */
  public static Values shaped(Values values, Model model) {
    int[] shape = model.input().exampleShape();
    long size = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
    return size == values.exampleSize() ? values.reshape(shape) : values;
  }
}
