package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.FloatValues;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.pooling.MaxPooling2D;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.runtime.tensorflow.Functions;
import io.atelier.engine.training.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.StatelessIf;
import org.tensorflow.types.TFloat32;

/** Layers of a user's own whose images TensorFlow cannot tell the size of are compiled too. */
class UnknownSizesTest {
  private enum Told {
    NOTHING,
    ALL_BUT_THE_BATCH
  }

  /** Gives what it got, by way of a branch, whose results have no known shape. */
  private static Operand<TFloat32> veiled(LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    Graph graph = (Graph) tf.scope().env();
    try (ConcreteFunction same = Functions.define("same", List.of(input), (body, in) -> in)) {
      graph.attachFunction(same);
      Operand<TFloat32> veiled =
          StatelessIf.create(
                  tf.scope(),
                  tf.constant(true),
                  List.of(input),
                  List.of(TFloat32.class),
                  same,
                  same)
              .output()
              .get(0)
              .expect(TFloat32.class);
      assertThat(veiled.shape().isUnknown()).isTrue();
      return veiled;
    }
  }

  /** Pools images of unknown size by its own call, and tells the size of the result. */
  private record Pooled(Told told) implements Layer {
    @Override
    public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
      Operand<TFloat32> images = veiled(context, input);
      if (told != Told.NOTHING) {
        images = context.tf().ensureShape(images, Shape.of(-1, 8, 8, 1));
      }
      Size two = Size.square(2);
      Operand<TFloat32> pooled = context.maxPool2d(images, two, Size.square(1), Padding.SAME);
      return context.tf().ensureShape(pooled, Shape.of(-1, 8, 8, 1));
    }
  }

  private static Map<String, FloatValues> trained(Told told, Compilation compilation) {
    Model model =
        Model.of(
            "veiled",
            Input.bytes(8, 8, 1),
            new Rescaling(1, 255),
            new Pooled(told),
            new Conv2D(3, 3, Activation.RELU),
            new MaxPooling2D(2),
            new Flatten(),
            new Dense(Sets.CLASSES, Activation.SOFTMAX));
    try (Program program =
        Program.compile(
            model,
            Sets.training(),
            Optional.of(Sets.images(19, 1)),
            Optional.of(Sets.images(8, 2)),
            new Execution(Device.CPU, 1, compilation))) {
      assertThat(program.trainEpoch(0, progress -> Verdict.CONTINUE)).isPresent();
      return program.weights();
    }
  }

  @ParameterizedTest
  @EnumSource(Told.class)
  void theyTrainCompiledAsInTheExecutor(Told told) {
    Map<String, FloatValues> compiled = trained(told, Compilation.COMPILED);
    // Three steps of Adam with a rate of 0.01: a rounding in a gradient moves none by more.
    trained(told, Compilation.INTERPRETED)
        .forEach(
            (name, expected) ->
                assertThat(compiled.get(name).values())
                    .as(name)
                    .containsExactly(expected.values(), Offset.offset(1e-4f)));
  }
}
