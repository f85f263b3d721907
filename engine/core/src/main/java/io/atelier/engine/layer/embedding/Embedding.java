package io.atelier.engine.layer.embedding;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.initializer.RandomUniform;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerShapes;
import io.atelier.engine.layer.Weight;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A learned vector for each of {@code inputDim} things: {@code [batch, ...]} of whole numbers from
 * 0 to {@code inputDim - 1} to {@code [batch, ..., outputDim]} (Keras 3, {@code
 * layers/core/embedding.py}).
 *
 * <pre>{@code
 * Model.of("reviews", Input.floats(200), new Embedding(10_000, 16), new GlobalAveragePooling1D(),
 *     new Dense(1, Activation.SIGMOID));
 * }</pre>
 *
 * <p>Float32 holds whole numbers up to 2^24, which is the most things there can be. A number of no
 * thing has a vector of NaN, so that training does not go on with another's.
 *
 * @param inputDim number of things, from 1 to 16,777,216
 * @param outputDim size of a vector, at least 1
 * @param embeddings what is wanted of the vectors, {@code [inputDim, outputDim]}
 */
@Keras(
    fixed = {"mask_zero: false"},
    formerly = {"input_length: null", "activity_regularizer: null", "sparse: false"})
public record Embedding(
    int inputDim,
    int outputDim,
    @KerasKey(prefix = "embeddings", orElse = "{'initializer': 'uniform'}") Weight embeddings)
    implements Layer {
  private static final int MOST = 1 << 24;

  /**
   * @throws IllegalArgumentException if a size is out of its range, or there are no embeddings
   */
  public Embedding {
    if (inputDim < 1 || inputDim > MOST || outputDim < 1) {
      throw new IllegalArgumentException(
          "Embedding needs 1 to 16777216 things and vectors of at least 1 number, got %s and %s; give the number of words, and a size such as 16"
              .formatted(inputDim, outputDim));
    }
    Given.required(
        embeddings, "Embedding", "embeddings", "use new Weight(new RandomUniform(-0.05, 0.05))");
  }

  /** Vectors of numbers in [-0.05, 0.05) at first: Keras' default. */
  public Embedding(int inputDim, int outputDim) {
    this(inputDim, outputDim, new Weight(new RandomUniform(-0.05, 0.05)));
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    if (input.shape().tail().hasUnknownDimension()) {
      throw new IllegalArgumentException(
          "Embedding needs [batch, ...] of known size, got %s; give every axis but the batch a size"
              .formatted(LayerShapes.text(input.shape())));
    }
    Ops tf = context.tf();
    Operand<TFloat32> vectors =
        context.weight("embeddings", Shape.of(inputDim, outputDim), embeddings);
    Operand<TInt32> numbers = tf.dtypes.cast(input, TInt32.class);
    Operand<TInt32> known =
        tf.math.minimum(tf.math.maximum(numbers, tf.constant(0)), tf.constant(inputDim - 1));
    Operand<TFloat32> found = tf.gather(vectors, known, tf.constant(0));
    Operand<TFloat32> wrong =
        tf.select(
            tf.math.equal(tf.dtypes.cast(known, TFloat32.class), input),
            tf.zerosLike(input),
            tf.fill(tf.shape(input), tf.constant(Float.NaN)));
    return tf.math.add(found, tf.expandDims(wrong, tf.constant(-1)));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
