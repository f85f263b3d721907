package io.atelier.engine.runtime.build;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Random numbers of a training step, such as dropout masks: a keyed 32-bit hash of the element's
 * place in the batch, in int32 operations, which give the same words in TensorFlow's executor and
 * compiled by XLA (TensorFlow's own generators do not, and cost twice a whole step of a small
 * network: trap 10).
 *
 * <p>The key is hashed from (seed, number of the draw in the model, step). The mixing steps are
 * those of Wellons' {@code lowbias32} (public domain), with the second half of the key added
 * between its two multiplications.
 */
public final class RandomMask {
  private static final int GOLDEN = 0x9E3779B9;
  private static final int FIRST = 0x7feb352d;
  private static final int SECOND = 0x846ca68b;

  private final Ops tf;
  private final Operand<TInt32> step;
  private final long seed;
  private final int firstRow;
  private final int rows;
  private int draws;

  public RandomMask(Ops tf, long seed, Operand<TInt64> iteration) {
    this(tf, seed, iteration, 0, 1);
  }

  /**
   * @param firstRow place in the whole batch of the first of the rows that are drawn for
   * @param rows how many rows are drawn for
   */
  public RandomMask(Ops tf, long seed, Operand<TInt64> iteration, int firstRow, int rows) {
    this.tf = tf;
    this.firstRow = firstRow;
    this.rows = rows;
    this.seed = seed;
    this.step = tf.dtypes.cast(iteration, TInt32.class);
  }

  /**
   * {@return a new mask of the shape of {@code like}, true with probability {@code 1 - rate}, down
   * to the next multiple of 2^-23}
   *
   * @param like {@code [rows, ...]}, every size known; its values are not read
   * @param rate in [0, 1)
   * @throws IllegalArgumentException if the first axis is no multiple of the rows
   */
  public Operand<TBool> keep(Operand<TFloat32> like, double rate) {
    int threshold = (int) Math.ceil((float) rate * 0x1p23);
    return tf.reshape(
        tf.math.greaterEqual(low23(words(like.shape())), tf.constant(threshold)),
        tf.constant(like.shape()));
  }

  /** {@return new numbers in [0, 1), multiples of 2^-23: exact in float32} */
  public Operand<TFloat32> uniform(Shape shape) {
    Operand<TFloat32> whole = tf.dtypes.cast(low23(words(shape)), TFloat32.class);
    return tf.reshape(tf.math.mul(whole, tf.constant(0x1p-23f)), tf.constant(shape));
  }

  /** {@return new standard normal numbers: a {@link NormalTable}'s, exact in float32} */
  public Operand<TFloat32> normal(Shape shape) {
    Operand<TInt32> words = words(shape);
    Operand<TFloat32> table = tf.constant(NormalTable.VALUES);
    Operand<TFloat32> sum = null;
    for (int shift = 0; shift < Integer.SIZE; shift += 8) {
      Operand<TInt32> place =
          tf.bitwise.bitwiseAnd(
              tf.bitwise.rightShift(words, tf.constant(shift)), tf.constant(0xff));
      Operand<TFloat32> value = tf.gather(table, place, tf.constant(0));
      sum = sum == null ? value : tf.math.add(sum, value);
    }
    return tf.reshape(tf.math.mul(sum, tf.constant(0.5f)), tf.constant(shape));
  }

  private Operand<TInt32> low23(Operand<TInt32> words) {
    return tf.bitwise.bitwiseAnd(words, tf.constant(0x7fffff));
  }

  /** {@return new words, one for each place of a shape whose first axis is the rows} */
  private Operand<TInt32> words(Shape shape) {
    int size = (int) shape.size();
    if (shape.get(0) % rows != 0) {
      throw new IllegalArgumentException(
          "context needs a shape [batch, ...] to draw random numbers, got %s for a batch of %s; put the batch first"
              .formatted(shape, rows));
    }
    int number = ++draws;
    Operand<TInt32> key = hash(plus(step, (int) seed + number * GOLDEN), 0);
    Operand<TInt32> key2 = hash(plus(step, (int) (seed >>> 32) - number * GOLDEN), GOLDEN);
    int from = firstRow * (size / rows);
    Operand<TInt32> places = tf.range(tf.constant(from), tf.constant(from + size), tf.constant(1));
    return mixed(tf.math.add(tf.math.mul(places, tf.constant(GOLDEN)), key), key2);
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
