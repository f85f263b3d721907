package io.atelier.engine.layer.preprocessing;

import io.atelier.data.Given;
import io.atelier.data.image.Interpolation;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.types.TFloat32;

/**
 * Images of another size, as {@code tf.image.resize(images, size, method, antialias)} makes them,
 * of operations that XLA compiles. What TensorFlow has no compiled operation for is a product with
 * the weights that each row and column has in each new one.
 *
 * @param interpolation NEAREST, BILINEAR, BICUBIC, LANCZOS3 or LANCZOS5
 * @param antialias whether smaller images are averaged over all pixels that a new one covers
 */
public record Resampling(Interpolation interpolation, boolean antialias) {
  private static final Set<Interpolation> KNOWN =
      Set.of(
          Interpolation.NEAREST,
          Interpolation.BILINEAR,
          Interpolation.BICUBIC,
          Interpolation.LANCZOS3,
          Interpolation.LANCZOS5);

  /**
   * Requires an interpolation that there is.
   *
   * @param who needs it
   * @throws IllegalArgumentException if it is another, or null
   */
  public static void require(String who, Interpolation interpolation) {
    Given.required(interpolation, who, "an interpolation", "use Interpolation.BILINEAR if unsure");
    if (!KNOWN.contains(interpolation)) {
      throw new IllegalArgumentException(
          "%s needs NEAREST, BILINEAR, BICUBIC, LANCZOS3 or LANCZOS5, got %s; use one of them"
              .formatted(who, interpolation));
    }
  }

  /**
   * {@return images of another size}
   *
   * @param images {@code [batch, height, width, channels]}, of known size
   */
  public Operand<TFloat32> of(Ops tf, Operand<TFloat32> images, int height, int width) {
    int rows = (int) images.shape().get(1);
    int columns = (int) images.shape().get(2);
    if (rows == height && columns == width) {
      return tf.identity(images);
    }
    if (interpolation == Interpolation.NEAREST) {
      return tf.gather(
          tf.gather(images, tf.constant(nearest(rows, height)), tf.constant(1)),
          tf.constant(nearest(columns, width)),
          tf.constant(2));
    }
    if (interpolation == Interpolation.BILINEAR && !antialias) {
      return tf.image.resizeBilinear(
          images, tf.array(height, width), ResizeBilinear.halfPixelCenters(true));
    }
    Operand<TFloat32> tall =
        tf.linalg.einsum(List.of(tf.constant(weights(rows, height)), images), "nh,bhwc->bnwc");
    return tf.linalg.einsum(List.of(tf.constant(weights(columns, width)), tall), "nw,bhwc->bhnc");
  }

  /** {@return the pixel whose middle is nearest to that of each new one, in float32 as there} */
  private static int[] nearest(int from, int to) {
    float scale = from / (float) to;
    int[] places = new int[to];
    for (int i = 0; i < to; i++) {
      places[i] = Math.min((int) Math.floor((i + 0.5f) * scale), from - 1);
    }
    return places;
  }

  /** {@return what each of {@code to} new pixels has of each of the old ones; rows add up to 1} */
  private float[][] weights(int from, int to) {
    double scale = (double) from / to;
    double stretch = antialias ? Math.max(1, scale) : 1;
    DoubleUnaryOperator kernel = kernel();
    float[][] weights = new float[to][from];
    for (int i = 0; i < to; i++) {
      double[] row = new double[from];
      double sum = 0;
      for (int j = 0; j < from; j++) {
        row[j] = kernel.applyAsDouble(Math.abs(j + 0.5 - (i + 0.5) * scale) / stretch);
        sum += row[j];
      }
      for (int j = 0; j < from; j++) {
        weights[i][j] = (float) (row[j] / sum);
      }
    }
    return weights;
  }

  /** {@return the weight of a pixel at a distance} */
  private DoubleUnaryOperator kernel() {
    return switch (interpolation) {
      case BICUBIC -> Resampling::cubic;
      case LANCZOS3 -> x -> lanczos(x, 3);
      case LANCZOS5 -> x -> lanczos(x, 5);
      default -> x -> Math.max(0, 1 - x);
    };
  }

  /** Keys' kernel with {@code a = -1/2}. */
  private static double cubic(double x) {
    if (x >= 2) {
      return 0;
    }
    return x >= 1 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : (1.5 * x - 2.5) * x * x + 1;
  }

  private static double lanczos(double x, double radius) {
    if (x > radius) {
      return 0;
    }
    double angle = Math.PI * x;
    return x <= 1e-3 ? 1 : radius * Math.sin(angle) * Math.sin(angle / radius) / (angle * angle);
  }
}
