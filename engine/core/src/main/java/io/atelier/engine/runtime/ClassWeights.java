package io.atelier.engine.runtime;

import io.atelier.data.Given;
import io.atelier.engine.Float32;
import io.atelier.engine.Source;
import io.atelier.engine.loss.Targets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.ndarray.Shape;

/**
 * How much examples of each class count in the loss of training, as Keras' {@code class_weight}: an
 * example's loss is multiplied by the weight of its class, and the sum of a batch still divided by
 * the number of examples. Evaluation and validation do not use them.
 *
 * <pre>{@code
 * training.with(ClassWeights.of(Map.of(0, 1.0, 1, 19.0)))
 * training.with(ClassWeights.balanced(counts))       // a rare class counts as much as any other
 * }</pre>
 *
 * @param byClass finite numbers from 0; a class that is left out counts 1
 */
public record ClassWeights(Map<Integer, Double> byClass) {
  /** All classes count 1. */
  public static final ClassWeights NONE = new ClassWeights(Map.of());

  /**
   * @throws IllegalArgumentException if a class or weight is below 0 or null, or a weight is no
   *     number that float32 holds
   */
  public ClassWeights {
    Given.required(byClass, "ClassWeights", "weights by class", "use Map.of() for none");
    byClass.forEach(
        (number, weight) -> {
          Given.required(number, "ClassWeights", "a class", "number the classes from 0");
          Given.required(weight, "ClassWeights", "a weight", "leave the class out to count 1");
          Float32.require("ClassWeights", "the weight of class " + number, weight);
          if (number < 0 || !(weight >= 0)) {
            throw new IllegalArgumentException(
                "ClassWeights needs classes and weights from 0, got %s for class %s; give 0 to a class that is not to count"
                    .formatted(weight, number));
          }
        });
    byClass = Collections.unmodifiableMap(new TreeMap<>(byClass));
  }

  /** {@return weights by class number} */
  public static ClassWeights of(Map<Integer, Double> byClass) {
    return new ClassWeights(byClass);
  }

  /**
   * {@return the weights with which all classes count alike: {@code n / (classes * count)}}
   *
   * @param counts how many examples each class has; one without any counts 1
   */
  public static ClassWeights balanced(int[] counts) {
    Given.required(counts, "ClassWeights", "counts", "give how many examples each class has");
    long all = 0;
    for (int count : counts) {
      all += count;
    }
    Map<Integer, Double> weights = new TreeMap<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        weights.put(i, (double) all / ((double) counts.length * counts[i]));
      }
    }
    return new ClassWeights(weights);
  }

  /** {@return the weight of each of so many classes} */
  public float[] table(int classes) {
    float[] table = new float[classes];
    for (int i = 0; i < classes; i++) {
      table[i] = byClass.getOrDefault(i, 1.0).floatValue();
    }
    return table;
  }

  /** {@return how many classes outputs tell apart: 2 where they are yes or no} */
  public static int classes(Shape output) {
    return (int) Math.max(2, output.get(output.numDimensions() - 1));
  }

  /**
   * Requires targets of one class for each example.
   *
   * @throws IllegalArgumentException for others, or if a weight is of no class
   */
  public void require(Shape output, Targets targets) {
    if (byClass.isEmpty()) {
      return;
    }
    if (output.numDimensions() != 2) {
      throw new IllegalArgumentException(
          "ClassWeights needs outputs [n, classes], got %s; weigh the examples instead"
              .formatted(output));
    }
    int classes = classes(output);
    int largest = Collections.max(byClass.keySet());
    if (largest >= classes) {
      throw new IllegalArgumentException(
          "ClassWeights needs classes from 0 to %s, got %s; leave it out"
              .formatted(classes - 1, largest));
    }
    if (output.get(1) == 1 || targets.areClassNumbers(output)) {
      targets.requireEach(
          "ClassWeights",
          "class numbers from 0 to " + (classes - 1),
          number -> number >= 0 && number < classes && number == Math.rint(number),
          "weigh the examples instead");
    } else {
      targets.requireShapeOf("ClassWeights", output, "give class numbers or one-hot rows");
    }
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
