package io.atelier.engine.layer.preprocessing;

import io.atelier.data.image.Interpolation;
import io.atelier.engine.Float32;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerShapes;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Images of one size: {@code [batch, h, w, channels]} to {@code [batch, height, width, channels]}
 * (Keras 3, {@code layers/preprocessing/image_preprocessing/resizing.py}).
 *
 * @param height at least 1
 * @param width at least 1
 * @param interpolation NEAREST, BILINEAR, BICUBIC, LANCZOS3 or LANCZOS5
 * @param cropToAspectRatio whether the largest part in the middle that has the new proportions is
 *     taken
 * @param padToAspectRatio whether the image is put into the middle of one of the new proportions
 * @param fillValue around an image put into the middle of another
 * @param antialias whether smaller images are averaged over all pixels that a new one covers
 */
@Keras(
    fixed = {"fill_mode: 'constant'", "data_format: 'channels_last'"},
    ignored = "bounding_box_format")
public record Resizing(
    int height,
    int width,
    @KerasKey(orElse = "'bilinear'") Interpolation interpolation,
    @KerasKey(orElse = "false") boolean cropToAspectRatio,
    @KerasKey(orElse = "false") boolean padToAspectRatio,
    @KerasKey(orElse = "0.0") double fillValue,
    @KerasKey(orElse = "false") boolean antialias)
    implements Layer {
  /**
   * @throws IllegalArgumentException if a side is below 1, the interpolation is another, or images
   *     are to be cropped and padded both
   */
  public Resizing {
    CenterCrop.requireSides("Resizing", height, width);
    Resampling.require("Resizing", interpolation);
    Float32.require("Resizing", "the fill value", fillValue);
    if (cropToAspectRatio && padToAspectRatio) {
      throw new IllegalArgumentException(
          "Resizing needs to crop or to pad, got both; choose one way to keep proportions");
    }
  }

  /** Bilinear, whatever the proportions: Keras' defaults. */
  public Resizing(int height, int width) {
    this(height, width, Interpolation.BILINEAR, false, false, 0, false);
  }

  /** {@return the same layer with another interpolation} */
  public Resizing withInterpolation(Interpolation other) {
    return new Resizing(
        height, width, other, cropToAspectRatio, padToAspectRatio, fillValue, antialias);
  }

  /** {@return the same layer, which takes the largest part of the new proportions} */
  public Resizing cropped() {
    return new Resizing(height, width, interpolation, true, false, fillValue, antialias);
  }

  /** {@return the same layer, which puts images into the middle of one of the new proportions} */
  public Resizing padded(double value) {
    return new Resizing(height, width, interpolation, false, true, value, antialias);
  }

  /** {@return the same layer, which averages over all pixels that a new one covers} */
  public Resizing antialiased() {
    return new Resizing(
        height, width, interpolation, cropToAspectRatio, padToAspectRatio, fillValue, true);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    LayerShapes.requireImages("Resizing", input.shape());
    Ops tf = context.tf();
    Operand<TFloat32> part = input;
    if (cropToAspectRatio || padToAspectRatio) {
      part = proportioned(tf, input);
    }
    return new Resampling(interpolation, antialias).of(tf, part, height, width);
  }

  /** In the new proportions, with sides rounded down as Keras does, in float32. */
  private Operand<TFloat32> proportioned(Ops tf, Operand<TFloat32> input) {
    Shape shape = input.shape();
    int rows = (int) shape.get(1);
    int columns = (int) shape.get(2);
    int fittingRows = (int) ((float) ((long) columns * height) / width);
    int fittingColumns = (int) ((float) ((long) rows * width) / height);
    if (cropToAspectRatio) {
      int cutRows = Math.max(1, Math.min(rows, fittingRows));
      int cutColumns = Math.max(1, Math.min(columns, fittingColumns));
      return tf.slice(
          input,
          tf.array(0, (rows - cutRows) / 2, (columns - cutColumns) / 2, 0),
          tf.array(-1, cutRows, cutColumns, -1));
    }
    // Keras pads both sides alike: of an odd number of missing pixels, one stays away.
    int down = Math.max(0, fittingRows - rows) / 2;
    int across = Math.max(0, fittingColumns - columns) / 2;
    int[][] sides = {{0, 0}, {down, down}, {across, across}, {0, 0}};
    return tf.pad(input, tf.constant(sides), tf.constant((float) fillValue));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
