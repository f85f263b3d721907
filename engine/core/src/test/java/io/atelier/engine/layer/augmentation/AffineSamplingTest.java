package io.atelier.engine.layer.augmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.image.Interpolation;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.ImageProjectiveTransformV3;
import org.tensorflow.types.TFloat32;

/** Against the operation of TensorFlow that Keras uses. */
@Tag("numeric")
class AffineSamplingTest {
  private static final Shape IMAGES = Shape.of(3, 5, 4, 2);

  /** Of each image a0, a1, a2, b0, b1, b2: turned, enlarged, far away. */
  private static final float[][] COEFFICIENTS = {
    {0.8f, -0.6f, 1.3f, 0.6f, 0.8f, -2.1f},
    {0.25f, 0, 1.5f, 0, -0.75f, 6.25f},
    {3.5f, 0.5f, -21.25f, -0.3f, 4.75f, 17.6f}
  };

  private record Moved(AffineSampling sampling) implements Layer {
    @Override
    public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
      Ops tf = context.tf();
      return sampling.of(tf, input, new AffineSampling.Places(at(tf, input, 0), at(tf, input, 3)));
    }

    private static Operand<TFloat32> at(Ops tf, Operand<TFloat32> input, int first) {
      float[][][][][] of = new float[3][3][1][1][1];
      for (int image = 0; image < 3; image++) {
        for (int i = 0; i < 3; i++) {
          of[i][image][0][0][0] = COEFFICIENTS[image][first + i];
        }
      }
      return tf.math.add(
          tf.math.add(
              tf.math.mul(tf.constant(of[0]), AffineSampling.steps(tf, input, 2)),
              tf.math.mul(tf.constant(of[1]), AffineSampling.steps(tf, input, 1))),
          tf.constant(of[2]));
    }
  }

  /** TensorFlow's operation; it has no gradient, which a product with 0 has. */
  private record Native(AffineSampling sampling) implements Layer {
    @Override
    public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
      Ops tf = context.tf();
      Operand<TFloat32> moved =
          tf.image.imageProjectiveTransformV3(
              tf.reshape(tf.constant(images()), tf.constant(IMAGES)),
              tf.concat(
                  List.of(tf.constant(COEFFICIENTS), tf.constant(new float[3][2])), tf.constant(1)),
              tf.array(5, 4),
              tf.constant((float) sampling.fillValue()),
              sampling.interpolation().name(),
              ImageProjectiveTransformV3.fillMode(sampling.fillMode().name()));
      return tf.math.add(moved, tf.math.mul(input, tf.constant(0f)));
    }
  }

  private static float[] images() {
    SplittableRandom random = new SplittableRandom(3);
    float[] images = new float[(int) IMAGES.size()];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextDouble(-1, 1);
    }
    return images;
  }

  static Stream<Arguments> samplings() {
    return Stream.of(FillMode.values())
        .flatMap(
            mode ->
                Stream.of(Interpolation.NEAREST, Interpolation.BILINEAR)
                    .map(interpolation -> Arguments.of(mode, interpolation)));
  }

  @ParameterizedTest
  @MethodSource("samplings")
  void readsWhatImageProjectiveTransformReads(FillMode mode, Interpolation interpolation) {
    AffineSampling sampling = new AffineSampling(mode, interpolation, 0.5);
    float[] images = images();
    float[] expected = Augmented.training(new Native(sampling), false, 0, IMAGES, images);
    // A place of size 40 is rounded to 2^-19; a value changes by at most 2 from pixel to pixel.
    Offset<Float> offset = Offset.offset(4 * 0x1p-18f);

    assertThat(expected).isNotEqualTo(images);
    assertThat(Augmented.training(new Moved(sampling), false, 0, IMAGES, images))
        .containsExactly(expected, offset);
    assertThat(Augmented.training(new Moved(sampling), true, 0, IMAGES, images))
        .containsExactly(expected, offset);
  }

  private record Half() implements Layer {
    @Override
    public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
      Ops tf = context.tf();
      return new AffineSampling(FillMode.CONSTANT, Interpolation.NEAREST, 9)
          .of(
              tf,
              input,
              new AffineSampling.Places(
                  tf.math.sub(AffineSampling.steps(tf, input, 2), tf.constant(0.5f)),
                  AffineSampling.steps(tf, input, 1)));
    }
  }

  /** Where a place is exactly between two pixels, TensorFlow takes the one further from 0. */
  @Test
  void halvesAreRoundedAwayFromZero() {
    assertThat(Augmented.training(new Half(), false, 0, Shape.of(1, 1, 4, 1), 1, 2, 3, 4))
        .containsExactly(9, 2, 3, 4);
  }
}
