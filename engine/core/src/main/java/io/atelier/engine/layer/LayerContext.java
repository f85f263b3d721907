package io.atelier.engine.layer;

import io.atelier.engine.initializer.Initializer;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** What a layer may ask of the graph it is being built into. */
public interface LayerContext {
  /** {@return the operations of the graph being built, named after the layer} */
  Ops tf();

  /** {@return true in the graph that trains, false in those that evaluate, predict or export} */
  boolean training();

  /**
   * {@return whether training may move the layer's weights, false inside {@link Layer#frozen}} A
   * frozen layer of batch statistics works with those it has, as in Keras.
   */
  boolean trainable();

  /**
   * {@return a weight that training moves}
   *
   * @param name of its own in the layer: letters, digits, {@code _ . -}. A layer asks for the same
   *     weights whatever {@link #training} says, in any order
   * @param shape every size known
   * @param weight what is wanted of it
   * @throws IllegalArgumentException if the layer has a weight of this name, or asks for it in or
   *     outside training alone
   */
  Operand<TFloat32> weight(String name, Shape shape, Weight weight);

  /** {@return a weight that is neither regularized nor constrained} */
  default Operand<TFloat32> weight(String name, Shape shape, Initializer initializer) {
    return weight(name, shape, new Weight(initializer));
  }

  /**
   * {@return as {@link #weight}, but no optimizer moves it: it is saved and restored alone, and
   * changes by {@link #update}}
   */
  Operand<TFloat32> state(String name, Shape shape, Initializer initializer);

  /**
   * Sets what a {@link #state} is after this training step; a layer that is called again in the
   * same step is given it there. Outside training nothing changes.
   *
   * <pre>{@code
   * Operand<TFloat32> seen = context.state("seen", Shape.scalar(), new Zeros());
   * context.update("seen", tf.math.add(seen, tf.constant(1f)));
   * }</pre>
   *
   * <p>On several devices each computes its own value from its share of the batch, and the state
   * becomes their mean, weighted by the sizes of the shares (Keras: {@code
   * VariableAggregation.MEAN}). A step that a loss scale leaves out, because gradients are not
   * finite, changes it all the same, as in Keras.
   *
   * @throws IllegalArgumentException if the layer has no such state, or the value has another shape
   */
  void update(String name, Operand<TFloat32> value);

  /**
   * {@return a fresh random mask of the shape of {@code like}, true with probability {@code 1 -
   * rate}} It depends on nothing but the run's seed, the layer's place in the model, the training
   * step and the element's place in the batch.
   *
   * @param like {@code [batch, ...]} of known shape
   * @param rate in [0, 1)
   * @throws IllegalStateException outside training
   */
  Operand<TBool> keep(Operand<TFloat32> like, double rate);

  /**
   * {@return fresh random numbers in [0, 1), multiples of 2^-23} They depend on what {@link
   * #keep}'s masks depend on, so that a run is the same again: compiled or not, on one device or
   * several, resumed or not. (TensorFlow's own {@code tf().random} knows neither the run's seed nor
   * its step.)
   *
   * <pre>{@code
   * if (context.training()) {
   *   return context.tf().math.add(input, context.normal(input.shape()));
   * }
   * }</pre>
   *
   * @param shape {@code [batch, ...]}, every size known, as it is in training; row {@code i} is
   *     drawn for example {@code i}
   * @throws IllegalStateException outside training
   * @throws IllegalArgumentException if a size is unknown or the rows cannot be told by example
   */
  Operand<TFloat32> uniform(Shape shape);

  /**
   * {@return fresh random numbers of mean 0 and standard deviation 1, drawn as those of {@link
   * #uniform}} They are the normal distribution's up to its fifth moment, and none is beyond 6.5.
   *
   * @param shape {@code [batch, ...]}, every size known
   * @throws IllegalStateException outside training
   * @throws IllegalArgumentException if a size is unknown or the rows cannot be told by example
   */
  Operand<TFloat32> normal(Shape shape);

  /**
   * {@return the matrix product of {@code input} with {@code kernel}}
   *
   * @param input {@code [batch, features]}
   * @param kernel {@code [features, units]}
   */
  Operand<TFloat32> matMul(Operand<TFloat32> input, Operand<TFloat32> kernel);

  /**
   * {@return the cross-correlation of {@code input} with {@code kernel}}
   *
   * @param input {@code [batch, height, width, channels]}
   * @param kernel {@code [height, width, channels, filters]}
   */
  Operand<TFloat32> conv2d(
      Operand<TFloat32> input, Operand<TFloat32> kernel, Size strides, Padding padding);

  /**
   * {@return the largest value of every window; padding never wins}
   *
   * @param input {@code [batch, height, width, channels]}
   */
  Operand<TFloat32> maxPool2d(Operand<TFloat32> input, Size pool, Size strides, Padding padding);

  /**
   * {@return the mean of every window; padding is not counted}
   *
   * @param input {@code [batch, height, width, channels]}
   */
  Operand<TFloat32> averagePool2d(
      Operand<TFloat32> input, Size pool, Size strides, Padding padding);

  /**
   * {@return {@code (input - mean) / sqrt(variance + epsilon) * scale + offset} with the mean and
   * variance of every channel over all other axes}
   *
   * @param input {@code [batch, ..., channels]}
   * @param scale {@code [channels]}
   * @param offset {@code [channels]}
   * @param epsilon positive
   */
  Normalized normalized(
      Operand<TFloat32> input, Operand<TFloat32> scale, Operand<TFloat32> offset, double epsilon);

  /** {@return the output of {@code layer}, built under its own name with its own weights} */
  default Operand<TFloat32> apply(Layer layer, Operand<TFloat32> input) {
    return apply(layer, List.of(input));
  }

  /** {@return the output of {@code layer} for several inputs, such as {@code new Add()}'s} */
  Operand<TFloat32> apply(Layer layer, List<Operand<TFloat32>> inputs);
}
