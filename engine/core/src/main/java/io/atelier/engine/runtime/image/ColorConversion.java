package io.atelier.engine.runtime.image;

import io.atelier.data.image.Color;
import io.atelier.data.image.ImageOptions;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** From the channels that were decoded to those that are wanted. */
final class ColorConversion {
  /** Of {@code tf.image.rgb_to_grayscale}. */
  private static final float[] GRAY = {0.2989f, 0.587f, 0.114f};

  private static final int OPACITY = 3;

  private ColorConversion() {}

  /**
   * {@return pixels with the wanted channels, opaque where there is a background}
   *
   * @param pixels {@code [height, width, channels]}
   * @param channels 1, 3 or 4
   */
  static Operand<TUint8> of(Ops tf, Operand<TUint8> pixels, int channels, ImageOptions options) {
    int wanted = options.colors().channels();
    boolean blend = channels > OPACITY && options.background().isPresent();
    if (channels == wanted && !blend) {
      return pixels;
    }
    Operand<TUint8> colors = pixels;
    if (channels > OPACITY) {
      colors = blend ? blended(tf, pixels, options.background()) : part(tf, pixels, 0, OPACITY);
    }
    if (wanted == 1) {
      return channels == 1 ? colors : gray(tf, colors);
    }
    Operand<TUint8> rgb =
        channels == 1 ? tf.tile(colors, tf.constant(new int[] {1, 1, OPACITY})) : colors;
    return wanted == OPACITY ? rgb : opaque(tf, rgb);
  }

  /** {@return float pixels as bytes: rounded to the nearest, none below 0 or above 255} */
  static Operand<TUint8> bytes(Ops tf, Operand<TFloat32> pixels) {
    Operand<TFloat32> rounded = tf.math.round(pixels);
    return tf.dtypes.cast(
        tf.clipByValue(rounded, tf.constant(0f), tf.constant(255f)), TUint8.class);
  }

  private static Operand<TUint8> part(Ops tf, Operand<TUint8> pixels, int from, int channels) {
    return tf.slice(
        pixels, tf.constant(new int[] {0, 0, from}), tf.constant(new int[] {-1, -1, channels}));
  }

  private static Operand<TUint8> blended(
      Ops tf, Operand<TUint8> pixels, Optional<Color> background) {
    Color color = background.orElseThrow();
    Operand<TFloat32> rgb = floats(tf, part(tf, pixels, 0, OPACITY));
    Operand<TFloat32> opacity =
        tf.math.div(floats(tf, part(tf, pixels, OPACITY, 1)), tf.constant(255f));
    Operand<TFloat32> behind = tf.constant(new float[] {color.red(), color.green(), color.blue()});
    Operand<TFloat32> through = tf.math.sub(tf.constant(1f), opacity);
    return bytes(tf, tf.math.add(tf.math.mul(rgb, opacity), tf.math.mul(behind, through)));
  }

  private static Operand<TUint8> gray(Ops tf, Operand<TUint8> rgb) {
    Operand<TFloat32> weighted = tf.math.mul(floats(tf, rgb), tf.constant(GRAY));
    return bytes(tf, tf.expandDims(tf.sum(weighted, tf.constant(2)), tf.constant(2)));
  }

  private static Operand<TUint8> opaque(Ops tf, Operand<TUint8> rgb) {
    Operand<TUint8> first = part(tf, rgb, 0, 1);
    Operand<TUint8> full = tf.fill(tf.shape(first), tf.dtypes.cast(tf.constant(255), TUint8.class));
    return tf.concat(List.of(rgb, full), tf.constant(2));
  }

  private static Operand<TFloat32> floats(Ops tf, Operand<TUint8> pixels) {
    return tf.dtypes.cast(pixels, TFloat32.class);
  }
}
