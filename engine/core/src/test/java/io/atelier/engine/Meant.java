package io.atelier.engine;

import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Input;
import io.atelier.engine.loss.BinaryCrossEntropy;
import io.atelier.engine.loss.CategoricalCrossEntropy;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import io.atelier.engine.metric.Accuracy;
import io.atelier.engine.metric.LossMetric;
import io.atelier.engine.metric.Metric;
import io.atelier.engine.metric.TopKAccuracy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Which examples can be meant, and what the loss on them is, in float64. Outputs are {@code [n,
 * rows..., units]}.
 */
final class Meant {
  private static final double LEAST = (float) 1e-7;
  private static final double MOST = (float) (1 - 1e-7);

  private Meant() {}

  static boolean inputs(Values inputs, Input input) {
    long[] shape = inputs.exampleShape().stream().mapToLong(Integer::longValue).toArray();
    return inputs instanceof FloatValues
        && inputs.count() > 0
        && Arrays.equals(shape, input.shape().asArray())
        && all(inputs, Double::isFinite);
  }

  static boolean targets(Metric metric, Values targets, int[] rows, int units) {
    if (metric instanceof LossMetric watched) {
      return targets(watched.loss(), targets, rows, units);
    }
    if (metric instanceof Accuracy && units == 1) {
      return each(targets, rows, 1) && all(targets, number -> number == 0 || number == 1);
    }
    boolean possible = !(metric instanceof TopKAccuracy top) || top.k() <= units;
    return units > 1
        && possible
        && (classes(targets, rows, units)
            || (isShape(targets, rows, units) && all(targets, Double::isFinite)));
  }

  static boolean targets(Loss loss, Values targets, int[] rows, int units) {
    if (loss instanceof SparseCategoricalCrossEntropy) {
      return units > 1 && classes(targets, rows, units);
    }
    if (loss instanceof CategoricalCrossEntropy) {
      return units > 1
          && each(targets, rows, units)
          && all(targets, number -> number >= 0 && Double.isFinite(number))
          && IntStream.range(0, count(targets) / units)
              .allMatch(row -> Math.abs(sum(targets, row * units, units) - 1) <= 0.01);
    }
    return each(targets, rows, units)
        && (loss instanceof BinaryCrossEntropy
            ? all(targets, number -> number >= 0 && number <= 1)
            : all(targets, Double::isFinite));
  }

  /** A class number for each row of outputs. */
  private static boolean classes(Values targets, int[] rows, int units) {
    return (isShape(targets, rows) || isShape(targets, rows, 1))
        && all(targets, number -> number >= 0 && number < units && number == Math.rint(number));
  }

  /** A number for each output. */
  private static boolean each(Values targets, int[] rows, int units) {
    return isShape(targets, rows, units)
        || isShape(targets, rows, units, 1)
        || (units == 1 && isShape(targets, rows));
  }

  private static boolean isShape(Values values, int[] rows, int... more) {
    List<Integer> wanted = new ArrayList<>();
    Arrays.stream(rows).forEach(wanted::add);
    Arrays.stream(more).forEach(wanted::add);
    return values.exampleShape().equals(wanted);
  }

  private static boolean all(Values values, DoublePredicate fits) {
    return IntStream.range(0, count(values)).mapToDouble(values::number).allMatch(fits);
  }

  private static int count(Values values) {
    return values.shape().stream().reduce(1, (a, b) -> a * b);
  }

  private static double sum(Values values, int from, int length) {
    return IntStream.range(from, from + length).mapToDouble(values::number).sum();
  }

  /**
   * Whether outputs tell the loss: not the logits that a yes or no behind a softmax is computed
   * from, nor what is left of numbers of either sign that are divided by their sum.
   */
  static boolean isTold(Loss loss, Activation activation, boolean positive) {
    return loss instanceof BinaryCrossEntropy
        ? activation != Activation.SOFTMAX
        : !(loss instanceof CategoricalCrossEntropy categorical)
            || fromLogits(categorical.fromLogits(), activation)
            || positive;
  }

  /** The mean over all rows. */
  static double loss(
      Loss loss, FloatValues outputs, Values targets, int units, Activation activation) {
    int rows = count(outputs) / units;
    return IntStream.range(0, rows)
        .mapToDouble(
            row -> {
              double[] y = numbers(outputs, row * units, units);
              double[] t =
                  loss instanceof SparseCategoricalCrossEntropy
                      ? oneHot((int) targets.number(row), units)
                      : numbers(targets, row * units, units);
              return ofRow(loss, y, t, activation);
            })
        .average()
        .orElseThrow();
  }

  private static double[] numbers(Values values, int from, int length) {
    return IntStream.range(from, from + length).mapToDouble(values::number).toArray();
  }

  private static double[] oneHot(int label, int units) {
    return IntStream.range(0, units).mapToDouble(i -> i == label ? 1 : 0).toArray();
  }

  private static double ofRow(Loss loss, double[] y, double[] t, Activation activation) {
    if (loss instanceof SparseCategoricalCrossEntropy sparse) {
      return fromLogits(sparse.fromLogits(), activation)
          ? ofLogits(logits(y, activation), t)
          : ofLogits(Arrays.stream(y).map(p -> Math.log(clipped(p))).toArray(), t);
    }
    if (loss instanceof CategoricalCrossEntropy categorical) {
      double sum = Arrays.stream(y).sum();
      return fromLogits(categorical.fromLogits(), activation)
          ? ofLogits(logits(y, activation), t)
          : total(y.length, i -> -t[i] * Math.log(clipped(y[i] / sum)));
    }
    if (loss instanceof BinaryCrossEntropy binary) {
      double[] p =
          fromLogits(binary.fromLogits(), activation)
              ? Arrays.stream(logits(y, activation)).map(x -> 1 / (1 + Math.exp(-x))).toArray()
              : Arrays.stream(y).map(Meant::clipped).toArray();
      return total(y.length, i -> -t[i] * Math.log(p[i]) - (1 - t[i]) * Math.log(1 - p[i]))
          / y.length;
    }
    return loss instanceof MeanSquaredError
        ? total(y.length, i -> (y[i] - t[i]) * (y[i] - t[i])) / y.length
        : total(y.length, i -> Math.abs(y[i] - t[i])) / y.length;
  }

  private static double total(int length, IntToDoubleFunction each) {
    return IntStream.range(0, length).mapToDouble(each).sum();
  }

  private static boolean fromLogits(boolean said, Activation activation) {
    return said || activation == Activation.SOFTMAX || activation == Activation.SIGMOID;
  }

  /** Those of a softmax but for a number that all of them share. */
  private static double[] logits(double[] y, Activation activation) {
    return switch (activation) {
      case SOFTMAX -> Arrays.stream(y).map(Math::log).toArray();
      case SIGMOID -> Arrays.stream(y).map(p -> Math.log(p / (1 - p))).toArray();
      default -> y;
    };
  }

  private static double ofLogits(double[] x, double[] t) {
    double all = Math.log(Arrays.stream(x).map(Math::exp).sum());
    return total(x.length, i -> t[i] * (all - x[i]));
  }

  private static double clipped(double p) {
    return Math.min(Math.max(p, LEAST), MOST);
  }
}
