package io.atelier.engine.runtime.step;

import io.atelier.engine.runtime.MixUp;
import io.atelier.engine.runtime.build.RandomMask;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/** Mixes the examples of a batch: {@link MixUp}. */
final class Mixing {
  /** Its draws are not those of the model's layers. */
  private static final long OWN = 0x6d69782d7570L;

  private Mixing() {}

  /** {@return the batch mixed; its targets are those with the larger share} */
  static Batch of(Ops tf, MixUp mixUp, long seed, Operand<TInt64> iteration, Batch batch) {
    int size = batch.size();
    RandomMask random = new RandomMask(tf, seed ^ OWN, iteration, 0, size);
    Operand<TFloat32> weights = weights(tf, mixUp, random.uniform(Shape.of(size)));
    Operand<TInt32> others =
        tf.nn.topK(random.uniform(Shape.of(size)), tf.constant(size), TInt32.class).indices();
    Operand<TInt32> own = tf.constant(IntStream.range(0, size).toArray());
    Operand<TBool> larger = tf.math.greaterEqual(weights, tf.constant(0.5f));
    Operand<TFloat32> rest = tf.math.sub(tf.constant(1f), weights);
    Operand<TInt32> first = tf.select(larger, own, others);
    Operand<TInt32> second = tf.select(larger, others, own);
    return new Batch(
        batch.inputs().stream()
            .<Operand<? extends TNumber>>map(input -> mixed(tf, input, weights, rest, others))
            .toList(),
        rows(tf, batch.targets(), first),
        batch.weights(),
        Optional.of(
            new Batch.Mixed(tf.math.maximum(weights, rest), rows(tf, batch.targets(), second))));
  }

  private static Operand<TFloat32> weights(Ops tf, MixUp mixUp, Operand<TFloat32> uniform) {
    Operand<TInt32> parts =
        tf.dtypes.cast(tf.math.mul(uniform, tf.constant((float) BetaTable.SIZE)), TInt32.class);
    return tf.gather(tf.constant(BetaTable.of(mixUp.alpha())), parts, tf.constant(0));
  }

  private static Operand<TFloat32> mixed(
      Ops tf,
      Operand<? extends TNumber> input,
      Operand<TFloat32> weights,
      Operand<TFloat32> rest,
      Operand<TInt32> others) {
    Operand<TFloat32> floats = tf.dtypes.cast(input, TFloat32.class);
    int[] sizes = IntStream.range(0, floats.shape().numDimensions()).map(axis -> 1).toArray();
    sizes[0] = -1;
    Operand<TFloat32> partners = tf.gather(floats, others, tf.constant(0));
    return tf.math.add(
        tf.math.mul(tf.reshape(weights, tf.constant(sizes)), floats),
        tf.math.mul(tf.reshape(rest, tf.constant(sizes)), partners));
  }

  private static List<Operand<? extends TNumber>> rows(
      Ops tf, List<Operand<? extends TNumber>> targets, Operand<TInt32> places) {
    return targets.stream()
        .<Operand<? extends TNumber>>map(each -> tf.gather(each, places, tf.constant(0)))
        .toList();
  }
}
