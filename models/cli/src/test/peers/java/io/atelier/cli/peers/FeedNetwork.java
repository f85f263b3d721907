package io.atelier.cli.peers;

import io.atelier.paper.network.Cnn;
import io.atelier.paper.network.Mlp;
import io.atelier.paper.network.PaperModel;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The catalogue's networks as plain TensorFlow operations.
 *
 * @param images fed: {@code [batch, 784]}
 * @param labels fed: {@code [batch]}
 * @param loss mean over the batch
 */
record FeedNetwork(
    Placeholder<TFloat32> images, Placeholder<TInt32> labels, Operand<TFloat32> loss) {
  private static final long UNKNOWN = Shape.UNKNOWN_SIZE;

  static FeedNetwork of(Graph graph, PaperModel model, double dropout) {
    Ops tf = Ops.create(graph);
    Placeholder<TFloat32> images =
        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(UNKNOWN, Images.PIXELS)));
    Placeholder<TInt32> labels = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(UNKNOWN)));
    Operand<TFloat32> logits = new Layers(tf, (float) dropout).logits(model, images);
    Operand<TFloat32> oneHot =
        tf.oneHot(labels, tf.constant(PaperModel.CLASSES), tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> losses = tf.nn.softmaxCrossEntropyWithLogits(logits, oneHot).loss();
    return new FeedNetwork(images, labels, tf.math.mean(losses, tf.constant(0)));
  }

  private record Layers(Ops tf, float dropout) {
    Operand<TFloat32> logits(PaperModel model, Operand<TFloat32> images) {
      Operand<TFloat32> values = images;
      if (model instanceof Mlp mlp) {
        for (int i = 0; i < mlp.hiddenLayers(); i++) {
          values = tf.nn.relu(dense(values, mlp.units()));
        }
      } else if (model instanceof Cnn cnn) {
        values = tf.reshape(values, tf.constant(new int[] {-1, Images.SIDE, Images.SIDE, 1}));
        for (int filters : cnn.filters()) {
          values = convolution(values, filters);
        }
        int size = (int) values.shape().tail().size();
        values = tf.reshape(values, tf.constant(new int[] {-1, size}));
        if (cnn.denseUnits().isPresent()) {
          values = tf.nn.relu(dense(values, cnn.denseUnits().getAsInt()));
        }
      }
      return dense(values, PaperModel.CLASSES);
    }

    private Operand<TFloat32> convolution(Operand<TFloat32> input, int filters) {
      long channels = input.shape().get(3);
      Operand<TFloat32> kernel =
          weight(9 * channels, 9L * filters, Shape.of(3, 3, channels, filters));
      Operand<TFloat32> sums = tf.nn.conv2d(input, kernel, List.of(1L, 1L, 1L, 1L), "SAME");
      Operand<TInt32> two = tf.constant(new int[] {1, 2, 2, 1});
      return tf.nn.maxPool(tf.nn.relu(tf.nn.biasAdd(sums, bias(filters))), two, two, "SAME");
    }

    private Operand<TFloat32> dense(Operand<TFloat32> input, int units) {
      Operand<TFloat32> kept = dropout > 0 ? dropped(input) : input;
      long fan = input.shape().get(1);
      Operand<TFloat32> kernel = weight(fan, units, Shape.of(fan, units));
      return tf.nn.biasAdd(tf.linalg.matMul(kept, kernel), bias(units));
    }

    private Operand<TFloat32> dropped(Operand<TFloat32> input) {
      Operand<TFloat32> uniform = tf.random.randomUniform(tf.shape(input), TFloat32.class);
      Operand<TFloat32> scaled = tf.math.mul(input, tf.constant(1 / (1 - dropout)));
      return tf.select(
          tf.math.greaterEqual(uniform, tf.constant(dropout)), scaled, tf.zerosLike(input));
    }

    /** Glorot uniform. */
    private Operand<TFloat32> weight(long fanIn, long fanOut, Shape shape) {
      float limit = (float) Math.sqrt(6.0 / (fanIn + fanOut));
      Operand<TFloat32> uniform = tf.random.randomUniform(tf.constant(shape), TFloat32.class);
      return tf.variable(
          tf.math.mul(tf.math.sub(uniform, tf.constant(0.5f)), tf.constant(2 * limit)));
    }

    private Operand<TFloat32> bias(int units) {
      return tf.variable(tf.constant(new float[units]));
    }
  }
}
