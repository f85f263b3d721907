package io.atelier.engine.runtime.device;

import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.tensorflow.Variable;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How fast a device multiplies large matrices: what bounds the speed of any training on it. A GPU
 * does it in the precision it trains in (TF32 where TensorFlow's default allows that).
 */
public final class MatmulRate {
  private static final long SIZE = 2048;
  private static final int REPETITIONS = 5;

  private MatmulRate() {}

  /**
   * {@return the float32 multiply-adds a second of a product of two 2048x2048 matrices in
   * TensorFlow's executor, measured five times in a row}
   *
   * @param execution the device and its threads; the compilation does not matter
   * @throws IllegalStateException if the wanted device is not there
   */
  public static List<Double> measure(Execution execution) {
    String device = Devices.choose(execution).name();
    try (Graph graph = new Graph();
        Session session = new Session(graph, Devices.config(device, execution))) {
      Ops tf = Ops.create(graph);
      int products = device.equals("CPU") ? 1 : 256;
      Operand<TFloat32> corner = corner(tf, session, products);
      seconds(session, corner);
      double multiplyAdds = (double) products * SIZE * SIZE * SIZE;
      return Stream.generate(() -> multiplyAdds / seconds(session, corner))
          .limit(REPETITIONS)
          .toList();
    }
  }

  /**
   * {@return one value of a product of {@code products + 1} matrices, so that a device is waited
   * for and nothing large is copied from it}
   *
   * <p>A GPU needs many products: one takes it less time than the call.
   */
  private static Operand<TFloat32> corner(Ops tf, Session session, int products) {
    Variable<TFloat32> left = matrix(tf, session, "matmul/left", 1);
    Variable<TFloat32> right = matrix(tf, session, "matmul/right", 2);
    Operand<TFloat32> product = left.value();
    for (int i = 0; i < products; i++) {
      product = tf.linalg.matMul(product, right.value());
    }
    return tf.slice(product, tf.array(0, 0), tf.array(1, 1));
  }

  /** Normal of variance 1/size: products keep the size of their values. */
  private static Variable<TFloat32> matrix(Ops tf, Session session, String name, int seed) {
    Variable<TFloat32> matrix = Variable.of(tf, name, TFloat32.class, Shape.of(SIZE, SIZE));
    Operand<TFloat32> normal =
        tf.random.statelessRandomNormal(tf.array(SIZE, SIZE), tf.array(0, seed), TFloat32.class);
    Operand<TFloat32> scale = tf.constant((float) Math.sqrt(1.0 / SIZE));
    session.runner().addTarget(matrix.assign(tf, tf.math.mul(normal, scale))).run().close();
    return matrix;
  }

  private static double seconds(Session session, Operand<TFloat32> corner) {
    long start = System.nanoTime();
    session.runner().fetch(corner).run().close();
    return (System.nanoTime() - start) / 1e9;
  }
}
