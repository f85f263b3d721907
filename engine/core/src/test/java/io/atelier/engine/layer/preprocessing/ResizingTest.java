package io.atelier.engine.layer.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.data.image.Interpolation;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.ScaleAndTranslate;
import org.tensorflow.types.TFloat32;

class ResizingTest implements LayerContract {
  @Override
  public Layer layer() {
    return new Resizing(3, 6);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 5, 4, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3, 6, 2);
  }

  private static float[] resized(Layer layer, Shape shape, float... image) {
    try (BuiltLayer built = new BuiltLayer(layer, shape, false, false, 0)) {
      return built.at(0, List.of(new float[(int) built.shapes().get(0).size()], image)).get(0);
    }
  }

  /** Keras' own test ({@code resizing_test.py}, {@code test_down_sampling_numeric}). */
  @Test
  void halvesAsKeras() {
    float[] image = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

    assertThat(resized(new Resizing(2, 2), Shape.of(1, 4, 4, 1), image))
        .containsExactly(2.5f, 4.5f, 10.5f, 12.5f);
    assertThat(
            resized(
                new Resizing(2, 2).withInterpolation(Interpolation.NEAREST),
                Shape.of(1, 4, 4, 1),
                image))
        .containsExactly(5, 7, 13, 15);
  }

  @Test
  void keepsProportions() {
    float[] image = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

    assertThat(resized(new Resizing(4, 2).cropped(), Shape.of(1, 4, 4, 1), image))
        .containsExactly(1, 2, 5, 6, 9, 10, 13, 14);
    assertThat(resized(new Resizing(2, 4).padded(9), Shape.of(1, 2, 2, 1), 1, 2, 3, 4))
        .containsExactly(9, 1, 2, 9, 9, 3, 4, 9);
  }

  static Stream<Arguments> smoothings() {
    return Stream.of(
        Arguments.of(Interpolation.BICUBIC, "keyscubic"),
        Arguments.of(Interpolation.LANCZOS3, "lanczos3"),
        Arguments.of(Interpolation.LANCZOS5, "lanczos5"),
        Arguments.of(Interpolation.BILINEAR, "triangle"));
  }

  private record Scaled(int height, int width, String kernel, boolean antialias) implements Layer {
    @Override
    public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
      Ops tf = context.tf();
      float down = (float) height / input.shape().get(1);
      float across = (float) width / input.shape().get(2);
      return tf.image.scaleAndTranslate(
          input,
          tf.array(height, width),
          tf.constant(new float[] {down, across}),
          tf.constant(new float[2]),
          ScaleAndTranslate.kernelType(kernel),
          ScaleAndTranslate.antialias(antialias));
    }
  }

  /** Against the operation behind {@code tf.image.resize}, smaller and larger. */
  @ParameterizedTest
  @MethodSource("smoothings")
  void smoothsAsTensorFlow(Interpolation interpolation, String kernel) {
    Shape shape = Shape.of(1, 7, 6, 1);
    float[] image = new float[42];
    for (int i = 0; i < 42; i++) {
      image[i] = (float) Math.sin(i * i);
    }
    for (boolean antialias : new boolean[] {false, true}) {
      for (int height : new int[] {3, 11}) {
        Resizing layer = new Resizing(height, 8).withInterpolation(interpolation);
        assertThat(resized(antialias ? layer.antialiased() : layer, shape, image))
            .as("%s %s", antialias, height)
            .containsExactly(
                resized(new Scaled(height, 8, kernel, antialias), shape, image),
                Offset.offset(2e-6f));
      }
    }
  }

  @Test
  void rejectsCroppingAndPadding() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Resizing(2, 2, Interpolation.BILINEAR, true, true, 0, false))
        .withMessage(
            "Resizing needs to crop or to pad, got both; choose one way to keep proportions");
  }

  @Test
  void rejectsOtherInterpolations() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Resizing(2, 2).withInterpolation(Interpolation.AREA))
        .withMessage(
            "Resizing needs NEAREST, BILINEAR, BICUBIC, LANCZOS3 or LANCZOS5, got AREA; use one of them");
  }
}
