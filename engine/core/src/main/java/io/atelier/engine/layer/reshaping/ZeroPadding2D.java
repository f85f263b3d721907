package io.atelier.engine.layer.reshaping;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerShapes;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Zeros around an image: {@code [batch, height, width, channels]} to {@code [batch, height + top +
 * bottom, width + left + right, channels]} (Keras 3, {@code layers/reshaping/zero_padding2d.py}).
 *
 * @param padding rows and columns of zeros on each side
 */
@Keras(fixed = "data_format: 'channels_last'")
public record ZeroPadding2D(@KerasKey(orElse = "1") Border padding) implements Layer {
  /**
   * @throws IllegalArgumentException if there is no border
   */
  public ZeroPadding2D {
    Given.required(padding, "ZeroPadding2D", "a border", "use Border.of(1) if unsure");
  }

  /** As many on all sides. */
  public ZeroPadding2D(int padding) {
    this(Border.of(padding));
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    LayerShapes.requireImages("ZeroPadding2D", input.shape());
    Ops tf = context.tf();
    int[][] sides = {
      {0, 0},
      {padding.rows().before(), padding.rows().after()},
      {padding.columns().before(), padding.columns().after()},
      {0, 0}
    };
    return tf.pad(input, tf.constant(sides), tf.constant(0f));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
