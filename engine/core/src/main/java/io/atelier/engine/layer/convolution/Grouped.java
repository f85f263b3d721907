package io.atelier.engine.layer.convolution;

import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A convolution in groups, as one convolution for each: TensorFlow has no gradient of a grouped one
 * on the CPU.
 *
 * @param groups into how many parts channels and filters are divided
 */
record Grouped(LayerContext context, int groups) {
  /**
   * {@return {@code [batch, height', width', filters]}}
   *
   * @param images {@code [batch, height, width, channels]}
   * @param kernel {@code [height, width, channels / groups, filters]}
   */
  Operand<TFloat32> of(
      Operand<TFloat32> images, Operand<TFloat32> kernel, Size strides, Padding padding) {
    if (groups == 1) {
      return context.conv2d(images, kernel, strides, padding);
    }
    Ops tf = context.tf();
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      parts.add(context.conv2d(part(tf, images, group), part(tf, kernel, group), strides, padding));
    }
    return tf.concat(parts, tf.constant(3));
  }

  /** {@return one of the parts along the last axis} */
  private Operand<TFloat32> part(Ops tf, Operand<TFloat32> values, int group) {
    int size = (int) values.shape().get(3) / groups;
    return tf.slice(
        values,
        tf.constant(new int[] {0, 0, 0, group * size}),
        tf.constant(new int[] {-1, -1, -1, size}));
  }
}
