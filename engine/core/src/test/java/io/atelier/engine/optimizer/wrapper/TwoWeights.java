package io.atelier.engine.optimizer.wrapper;

import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.Optimizer.Moved;
import io.atelier.engine.optimizer.Optimizer.Moving;
import io.atelier.engine.runtime.Computed;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Two weights of two numbers each. */
final class TwoWeights {
  private TwoWeights() {}

  /** {@return both after a step from zeros, by an optimizer without slots that counts} */
  static float[] moved(Optimizer optimizer, float[] gradients) {
    return Computed.floats(
            tf -> {
              Operand<TFloat32> zeros = tf.constant(new float[2]);
              Operand<TFloat32> rate = optimizer.learningRate().at(tf, tf.constant(0L));
              List<Operand<TFloat32>> slots = List.of(zeros);
              List<Moved> moved =
                  optimizer.step(
                      tf,
                      tf.constant(0L),
                      List.of(
                          new Moving(
                              "a",
                              zeros,
                              tf.constant(new float[] {gradients[0], gradients[1]}),
                              slots,
                              rate,
                              true),
                          new Moving(
                              "b",
                              zeros,
                              tf.constant(new float[] {gradients[2], gradients[3]}),
                              slots,
                              rate,
                              true)));
              return tf.concat(
                  List.of(moved.get(0).weight(), moved.get(1).weight()), tf.constant(0));
            })
        .values();
  }
}
