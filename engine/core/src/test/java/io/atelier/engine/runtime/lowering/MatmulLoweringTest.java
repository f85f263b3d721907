package io.atelier.engine.runtime.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.FloatValues;
import io.atelier.engine.Rounding;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Sequential;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.pooling.AveragePooling2D;
import io.atelier.engine.layer.pooling.MaxPooling2D;
import io.atelier.engine.runtime.BuiltLayer;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.device.Devices;
import io.atelier.engine.runtime.tensorflow.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

@Tag("numeric")
class MatmulLoweringTest {
  static Stream<Arguments> layers() {
    Conv2D same = new Conv2D(5, 3, Activation.RELU).withPadding(Padding.SAME);
    Conv2D valid = new Conv2D(5, 3, Activation.TANH);
    MaxPooling2D pooled = new MaxPooling2D(2).withPadding(Padding.SAME);
    return Stream.of(
        Arguments.of("one channel", same, 1, 6),
        Arguments.of("few channels", same, 3, 5),
        Arguments.of("16 channels", same, 16, 6),
        Arguments.of("16 channels, odd", same, 17, 7),
        Arguments.of("16 channels, not padded", valid, 16, 8),
        Arguments.of("16 channels, one place", valid, 16, 3),
        Arguments.of("stride 2", same.withStrides(Size.square(2)), 16, 7),
        Arguments.of("stride 2, even", same.withStrides(Size.square(2)), 16, 6),
        Arguments.of("5x5", new Conv2D(4, 5, Activation.ELU).withPadding(Padding.SAME), 3, 7),
        Arguments.of("1x1", new Conv2D(4, 1, Activation.LINEAR), 16, 4),
        Arguments.of(
            "1x1, stride 3", new Conv2D(4, 1, Activation.LINEAR).withStrides(Size.square(3)), 2, 8),
        Arguments.of("pooled", Sequential.of(same, pooled), 1, 6),
        Arguments.of("16 channels, pooled", Sequential.of(same, pooled), 16, 6),
        Arguments.of("odd, pooled", Sequential.of(same, pooled), 2, 7),
        Arguments.of("16 channels, odd, pooled", Sequential.of(same, pooled), 16, 5),
        Arguments.of("odd, whole windows", Sequential.of(same, new MaxPooling2D(2)), 16, 7),
        Arguments.of("pooled, not padded", Sequential.of(valid, pooled), 16, 7),
        Arguments.of("dropped", Sequential.of(same, new Dropout(0.5), pooled), 16, 6),
        Arguments.of(
            "stride 2, pooled", Sequential.of(same.withStrides(Size.square(2)), pooled), 16, 8),
        Arguments.of(
            "twice", Sequential.of(same, pooled, new Conv2D(4, 2, Activation.RELU), pooled), 16, 8),
        Arguments.of("pool of 3", new MaxPooling2D(3).withPadding(Padding.SAME), 2, 7),
        Arguments.of("overlapping", new MaxPooling2D(3).withStrides(Size.square(2)), 2, 8),
        Arguments.of("apart", new MaxPooling2D(2).withStrides(Size.square(3)), 2, 8),
        Arguments.of("mean", new AveragePooling2D(2), 3, 7),
        Arguments.of("mean, padded", new AveragePooling2D(3).withPadding(Padding.SAME), 2, 7),
        Arguments.of(
            "mean, overlapping",
            new AveragePooling2D(3).withStrides(Size.square(2)).withPadding(Padding.SAME),
            2,
            8),
        Arguments.of("mean, apart", new AveragePooling2D(2).withStrides(Size.square(3)), 2, 8),
        Arguments.of(
            "mean behind a convolution", Sequential.of(same, new AveragePooling2D(2)), 2, 7));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void givesTheValuesAndGradientsOfTheNativeOperations(
      String name, Layer layer, int channels, int side) {
    Shape input = Shape.of(2, side, side, channels);
    try (BuiltLayer natively = new BuiltLayer(layer, input, true, false, 5);
        BuiltLayer compiled = new BuiltLayer(layer, input, true, true, 5)) {
      List<float[]> fed = random(natively.shapes());
      List<float[]> expected = natively.at(3, fed);
      List<float[]> actual = compiled.at(3, fed);
      // No result is the sum of more terms than numbers are fed.
      long terms = fed.stream().mapToLong(numbers -> numbers.length).sum();

      for (int i = 0; i < expected.size(); i++) {
        assertThat(difference(actual.get(i), expected.get(i)))
            .as("result " + i + " of " + layer)
            .isLessThan(2 * Rounding.FLOAT32.of(terms) * (1 + largest(expected.get(i))));
      }
    }
  }

  static Stream<Arguments> pools() {
    return Stream.of(
        Arguments.of(2, 2, Padding.SAME, 7),
        Arguments.of(2, 2, Padding.VALID, 6),
        Arguments.of(3, 2, Padding.SAME, 8),
        Arguments.of(2, 3, Padding.VALID, 8),
        Arguments.of(4, 4, Padding.SAME, 9));
  }

  /** Of whole numbers, so that windows have ties, whose gradient goes to the first. */
  @ParameterizedTest
  @MethodSource("pools")
  void poolingBySlicesIsPooling(int pool, int stride, Padding padding, int side) {
    SplittableRandom random = new SplittableRandom(3);
    float[] image = new float[2 * side * side * 3];
    for (int i = 0; i < image.length; i++) {
      image[i] = random.nextInt(-3, 4);
    }
    assertThat(
            pooled(
                new SlicedPoolLowering(Execution.Precision.FLOAT32),
                image,
                pool,
                stride,
                padding,
                side))
        .isEqualTo(pooled(Lowering.NATIVE, image, pool, stride, padding, side));
  }

  /** {@return the maxima and the gradient of the sum of their squares} */
  private static List<FloatValues> pooled(
      Lowering lowering, float[] image, int pool, int stride, Padding padding, int side) {
    try (Graph graph = new Graph();
        Session session = new Session(graph, Devices.config("CPU", 1))) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> input = tf.reshape(tf.constant(image), tf.array(2, side, side, 3));
      Operand<TFloat32> maxima =
          lowering.maxPool2d(tf, input, Size.square(pool), Size.square(stride), padding);
      Operand<TFloat32> squares = tf.reduceSum(tf.math.square(maxima), tf.array(0, 1, 2, 3));
      Output<?> gradient =
          graph.addGradients(squares.asOutput(), new Output<?>[] {input.asOutput()})[0];
      try (Result result = session.runner().fetch(maxima).fetch(gradient).run()) {
        return List.of(
            Tensors.floats((TFloat32) result.get(0)), Tensors.floats((TFloat32) result.get(1)));
      }
    }
  }

  /** Behind a ReLU, windows of equal values are common; the gradient goes to the first. */
  @Test
  void tiesOfAPooledConvolutionGoWhereTheNativePoolingSendsThem() {
    Layer layer =
        Sequential.of(
            new Conv2D(8, 3, Activation.RELU).withPadding(Padding.SAME),
            new MaxPooling2D(2).withPadding(Padding.SAME));
    Shape input = Shape.of(1, 5, 5, 16);
    try (BuiltLayer natively = new BuiltLayer(layer, input, true, false, 0);
        BuiltLayer compiled = new BuiltLayer(layer, input, true, true, 0)) {
      List<float[]> fed = new ArrayList<>();
      for (Shape shape : natively.shapes()) {
        float[] ones = new float[(int) shape.size()];
        Arrays.fill(ones, 1);
        fed.add(ones);
      }
      assertThat(compiled.at(0, fed)).containsExactlyElementsOf(natively.at(0, fed));
    }
  }

  private static List<float[]> random(List<Shape> shapes) {
    SplittableRandom random = new SplittableRandom(7);
    List<float[]> all = new ArrayList<>();
    for (Shape shape : shapes) {
      float[] values = new float[(int) shape.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextDouble(-1, 1);
      }
      all.add(values);
    }
    return all;
  }

  private static double difference(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    for (int i = 0; i < actual.length; i++) {
      largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
    }
    return largest;
  }

  private static double largest(float[] values) {
    return difference(values, new float[values.length]);
  }
}
