package io.atelier.engine.runtime;

import io.atelier.data.FloatValues;
import io.atelier.engine.regularizer.L1;
import io.atelier.engine.regularizer.L1L2;
import io.atelier.engine.regularizer.L2;
import io.atelier.engine.regularizer.Regularizer;
import io.atelier.engine.runtime.tensorflow.Tensors;
import org.tensorflow.types.TFloat32;

/** Cases of what the size of a weight costs. */
final class GoldenRegularizers {
  private GoldenRegularizers() {}

  static void regularizer(Golden golden) {
    double l1 = golden.config().required("l1").asDouble();
    double l2 = golden.config().required("l2").asDouble();
    golden.check("l1_only", penalty(golden, new L1(l1)));
    golden.check("l2_only", penalty(golden, new L2(l2)));
    golden.check("l1_l2", penalty(golden, new L1L2(l1, l2)));
  }

  private static float[] penalty(Golden golden, Regularizer regularizer) {
    FloatValues weight = GoldenTensor.floats(golden.input("x"));
    return Computed.floats(
            tf -> {
              try (TFloat32 tensor = (TFloat32) Tensors.of(weight)) {
                return tf.reshape(regularizer.penalty(tf, tf.constantOf(tensor)), tf.array(1));
              }
            })
        .values();
  }
}
