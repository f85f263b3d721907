package io.atelier.lab.config;

import io.atelier.data.DataSet;
import io.atelier.data.Element;
import io.atelier.data.Values;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.pooling.MaxPooling2D;
import io.atelier.engine.layer.preprocessing.Normalization;
import io.atelier.engine.layer.preprocessing.Rescaling;
import java.util.ArrayList;
import java.util.List;

/**
 * A first network for a data set, to begin with and to change:
 *
 * <ul>
 *   <li>pictures: bytes / 255; convolutions of 3x3 with 32, 64, 128 ... filters, each with ReLU and
 *       2x2 max-pooling behind it, until 8 or fewer rows or columns are left; a dense layer of 64;
 *   <li>other inputs: normalized by the mean and variance of the training examples; two dense
 *       layers of 64;
 *   <li>the end: softmax for one class of several, a sigmoid for each of several classes at once,
 *       or as many numbers as there are to predict. A single one is brought to the mean and the
 *       deviation of the training targets, so that training begins near them.
 * </ul>
 */
public final class FirstModel {
  private static final int SMALL = 8;
  private static final int MOST_FILTERS = 128;
  private static final int UNITS = 64;
  private static final double DROPOUT = 0.2;

  private FirstModel() {}

  /**
   * {@return a network that takes the inputs of a data set and gives what its targets ask for}
   *
   * @param name of the model
   */
  public static Model of(String name, DataSet set) {
    List<Integer> shape = set.exampleShape();
    boolean bytes = Element.of(set.train().inputs()) == Element.BYTE;
    boolean pictures = bytes && (shape.size() == 2 || (shape.size() == 3 && shape.get(2) <= 4));
    List<Layer> layers = new ArrayList<>();
    if (pictures) {
      convolutions(layers, shape.get(0), shape.get(1));
    } else {
      vector(layers, set.train().inputs(), bytes);
    }
    layers.add(new Dense(UNITS, Activation.RELU));
    end(layers, set);
    return new Model(name, input(shape, bytes, pictures), layers);
  }

  private static Input input(List<Integer> shape, boolean bytes, boolean pictures) {
    List<Integer> sizes = new ArrayList<>(shape);
    if (pictures && sizes.size() == 2) {
      sizes.add(1);
    }
    long[] all = sizes.stream().mapToLong(Integer::longValue).toArray();
    return bytes ? Input.bytes(all) : Input.floats(all);
  }

  private static void convolutions(List<Layer> layers, int height, int width) {
    layers.add(new Rescaling(1, 255));
    int rows = height;
    int columns = width;
    int filters = 32;
    while (Math.min(rows, columns) > SMALL) {
      layers.add(new Conv2D(filters, 3, Activation.RELU));
      layers.add(new MaxPooling2D(2));
      rows = (rows + 1) / 2;
      columns = (columns + 1) / 2;
      filters = Math.min(2 * filters, MOST_FILTERS);
    }
    layers.add(new Flatten());
    layers.add(new Dropout(DROPOUT));
  }

  private static void vector(List<Layer> layers, Values inputs, boolean bytes) {
    if (bytes) {
      layers.add(new Rescaling(1, 255));
    }
    if (inputs.exampleShape().size() > 1) {
      layers.add(new Flatten());
    }
    if (!bytes) {
      layers.add(normalization(inputs));
    }
    layers.add(new Dense(UNITS, Activation.RELU));
  }

  private static Normalization normalization(Values inputs) {
    int size = inputs.exampleSize();
    List<Double> means = new ArrayList<>();
    List<Double> variances = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Moments moments = Moments.of(inputs, i);
      means.add((double) (float) moments.mean());
      variances.add((double) (float) moments.variance());
    }
    return new Normalization(means, variances);
  }

  private static void end(List<Layer> layers, DataSet set) {
    Values targets = set.train().targets();
    boolean single = targets.exampleShape().isEmpty();
    if (set.classes() > 0) {
      layers.add(new Dense(set.classes(), single ? Activation.SOFTMAX : Activation.SIGMOID));
      return;
    }
    layers.add(new Dense(targets.exampleSize(), Activation.LINEAR));
    if (targets.exampleSize() == 1) {
      Moments moments = Moments.of(targets, 0);
      double deviation = Math.sqrt(moments.variance());
      layers.add(new Rescaling(deviation > 0 ? deviation : 1, 1, moments.mean()));
    }
  }

  /** Mean and variance of one number of every example, in float64. */
  private record Moments(double mean, double variance) {
    static Moments of(Values values, int place) {
      int count = values.count();
      int size = values.exampleSize();
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += values.number((long) i * size + place);
      }
      double mean = sum / count;
      double squares = 0;
      for (int i = 0; i < count; i++) {
        double off = values.number((long) i * size + place) - mean;
        squares += off * off;
      }
      return new Moments(mean, squares / count);
    }
  }
}
