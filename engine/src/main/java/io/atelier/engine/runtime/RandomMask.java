package io.atelier.engine.runtime;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Dropout masks: a keyed 32-bit hash of the element's place in the batch, in int32 operations,
 * which give the same words in TensorFlow's executor and compiled by XLA (TensorFlow's own
 * generators do not, and cost twice a whole step of a small network: trap 10).
 *
 * <p>The key is hashed from (seed, mask number in the model, step). The mixing steps are those of
 * Wellons' {@code lowbias32} (public domain), with the second half of the key added between its two
 * multiplications.
 */
final class RandomMask {
  private static final int GOLDEN = 0x9E3779B9;
  private static final int FIRST = 0x7feb352d;
  private static final int SECOND = 0x846ca68b;

  private final Ops tf;
  private final Operand<TInt32> step;
  private final long seed;
  private final int firstRow;
  private int masks;

  RandomMask(Ops tf, long seed, Operand<TInt64> iteration) {
    this(tf, seed, iteration, 0);
  }

  /**
   * @param firstRow place in the batch of the first row of what masks are asked for
   */
  RandomMask(Ops tf, long seed, Operand<TInt64> iteration, int firstRow) {
    this.tf = tf;
    this.firstRow = firstRow;
    this.seed = seed;
    this.step = tf.dtypes.cast(iteration, TInt32.class);
  }

  /** {@return a new mask of the shape of {@code like}, true with probability {@code 1 - rate}} */
  Operand<TBool> keep(Operand<TFloat32> like, double rate) {
    int number = ++masks;
    Operand<TInt32> key = hash(plus(step, (int) seed + number * GOLDEN), 0);
    Operand<TInt32> key2 = hash(plus(step, (int) (seed >>> 32) - number * GOLDEN), GOLDEN);
    int size = (int) like.shape().size();
    int from = firstRow == 0 ? 0 : firstRow * (int) like.shape().tail().size();
    Operand<TInt32> places = tf.range(tf.constant(from), tf.constant(from + size), tf.constant(1));
    Operand<TInt32> words = mixed(tf.math.add(tf.math.mul(places, tf.constant(GOLDEN)), key), key2);
    Operand<TInt32> drawn = tf.bitwise.bitwiseAnd(words, tf.constant(0x7fffff));
    int threshold = (int) Math.ceil((float) rate * 0x1p23);
    return tf.reshape(
        tf.math.greaterEqual(drawn, tf.constant(threshold)), tf.constant(like.shape()));
  }

  private Operand<TInt32> plus(Operand<TInt32> x, int y) {
    return tf.math.add(x, tf.constant(y));
  }

  private Operand<TInt32> hash(Operand<TInt32> x, int key) {
    return mixed(tf.math.mul(x, tf.constant(GOLDEN)), tf.constant(key));
  }

  private Operand<TInt32> mixed(Operand<TInt32> x, Operand<TInt32> key) {
    Operand<TInt32> y = tf.math.mul(folded(x, 16), tf.constant(FIRST));
    y = tf.math.mul(folded(tf.math.add(y, key), 15), tf.constant(SECOND));
    return folded(y, 16);
  }

  /** {@code x ^ (x >>> shift)}; TensorFlow's shift keeps the sign. */
  private Operand<TInt32> folded(Operand<TInt32> x, int shift) {
    Operand<TInt32> shifted =
        tf.bitwise.bitwiseAnd(
            tf.bitwise.rightShift(x, tf.constant(shift)), tf.constant((1 << (32 - shift)) - 1));
    return tf.bitwise.bitwiseXor(x, shifted);
  }
}
