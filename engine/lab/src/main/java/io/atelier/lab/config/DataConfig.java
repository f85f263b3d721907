package io.atelier.lab.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.atelier.data.DataSet;
import io.atelier.data.Given;
import io.atelier.data.format.ReadOptions;
import io.atelier.lab.setting.Bound;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run is trained on, and which of it.
 *
 * @param source the name of a data set, such as {@code cifar-10}, or a file or folder
 * @param reading how its files are read
 * @param testSplit share of the training examples, in (0, 1), held back to test on where the data
 *     set has no test part
 * @param heldBack share of the training examples, in [0, 1), that no run of these data is trained
 *     on: the development set; 0 for none
 * @param limit examples of the rest that are taken, of every class its share; 0 for all
 * @param validation which examples are validated on where the data set has no validation part
 * @param validationSplit share of the training examples, in [0, 1), that are kept for that; 0 for
 *     none
 * @param classNames what the labels mean, by number; empty where numbers are predicted, and until
 *     the run has begun
 * @param fingerprint the SHA-256 of each file by name, so that a run goes on with the data it began
 *     with; empty until it has begun
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DataConfig(
    String source,
    ReadOptions reading,
    double testSplit,
    double heldBack,
    int limit,
    Validation validation,
    double validationSplit,
    List<String> classNames,
    Map<String, String> fingerprint) {

  /** Which examples are validated on. */
  public enum Validation {
    /** A share of every class, drawn at random. */
    @JsonProperty("drawn")
    DRAWN,
    /** The last of the training examples, as Keras' {@code validation_split} takes them. */
    @JsonProperty("tail")
    TAIL,
    /** The development set. */
    @JsonProperty("development")
    DEVELOPMENT
  }

  /**
   * Keeps the fingerprint in its order.
   *
   * @throws IllegalArgumentException if a share is out of its range, the development set is to be
   *     validated on without there being one or together with a split, or anything is null
   */
  public DataConfig {
    Given.required(source, "data", "a source", "give the name of a data set, a file or a folder");
    Given.required(reading, "data", "reading", "leave it out for the defaults");
    Given.required(validation, "data", "validation", "use drawn if unsure");
    Given.required(fingerprint, "data", "a fingerprint", "leave it out");
    classNames = Given.list(classNames, "data", "class_names");
    fingerprint = Collections.unmodifiableMap(new LinkedHashMap<>(fingerprint));
    Bound.TEST_SPLIT.require(testSplit);
    Bound.HELD_BACK.require(heldBack);
    Bound.LIMIT.require(limit);
    Bound.VALIDATION_SPLIT.require(validationSplit);
    if (limit > 0 && validation == Validation.TAIL) {
      requireParts(limit, validationSplit);
    }
    if (validation == Validation.DEVELOPMENT && heldBack == 0) {
      throw new IllegalArgumentException(
          "development needs a held_back share above 0, got 0; give one such as 0.15");
    }
    if (validation == Validation.DEVELOPMENT && validationSplit > 0) {
      throw new IllegalArgumentException(
          "development needs a validation split of 0, got %s; give one or the other"
              .formatted(validationSplit));
    }
  }

  /** As Keras cuts it. */
  private static void requireParts(int count, double validationSplit) {
    int train = (int) Math.floor(count * (1.0 - validationSplit));
    if (validationSplit > 0 && (train == 0 || train == count)) {
      throw withoutParts(count, validationSplit);
    }
  }

  /** {@return the error of a share of so many examples that leaves none on one side} */
  public static IllegalArgumentException withoutParts(int count, double validationSplit) {
    return new IllegalArgumentException(
        "--validation-split needs at least one example on either side, got %s of %s; raise --limit or change the share"
            .formatted(validationSplit, count));
  }

  /** {@return all examples of a source, a tenth of the training examples to validate on} */
  public static DataConfig of(String source) {
    return new DataConfig(
        source, ReadOptions.DEFAULT, 0.2, 0, 0, Validation.DRAWN, 0.1, List.of(), Map.of());
  }

  /** {@return the same settings, with what the data set says of itself} */
  public DataConfig describing(DataSet set) {
    return new DataConfig(
        source,
        reading,
        testSplit,
        heldBack,
        limit,
        validation,
        validationSplit,
        set.classNames(),
        set.fingerprint());
  }

  /** {@return the same settings of another source} */
  public DataConfig from(String other) {
    return new DataConfig(
        other,
        reading,
        testSplit,
        heldBack,
        limit,
        validation,
        validationSplit,
        classNames,
        fingerprint);
  }
}
