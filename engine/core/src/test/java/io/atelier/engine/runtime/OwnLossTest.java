package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.engine.initializer.Ones;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.metric.LossMetric;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.training.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Losses, metrics and layers of a user's own that could train on the wrong thing. */
class OwnLossTest {
  /** As somebody writes it who thinks of single numbers. */
  private static final Loss SQUARES =
      (tf, prediction, targets) ->
          tf.math.mean(
              tf.math.square(
                  tf.math.sub(prediction.values(), tf.dtypes.cast(targets, TFloat32.class))),
              tf.constant(-1));

  /** Every prediction beside every target. */
  private static final Loss PAIRS =
      (tf, prediction, targets) ->
          tf.math.sub(
              prediction.values(),
              tf.reshape(tf.dtypes.cast(targets, TFloat32.class), tf.array(1, -1)));

  private static final Examples LINE =
      new Examples(
          FloatValues.of(new float[] {1, 2, 3, 4}, 4, 1),
          FloatValues.of(new float[] {1, 2, 3, 4}, 4));

  private static Program program(Model model, Loss loss, Loss watched) {
    Training training =
        new Training(new Sgd(0.5), loss, List.of(new LossMetric("watched", watched)), 2, 0, false);
    return Program.compile(
        model,
        training,
        Optional.of(LINE),
        Optional.of(LINE),
        new Execution(Device.CPU, 1, Compilation.INTERPRETED));
  }

  private static Model identity() {
    return Model.of(
        "identity",
        Input.floats(1),
        new Dense(1, Activation.LINEAR).withKernelInitializer(new Ones()));
  }

  /** The differences are 0; each prediction less each target would not be. */
  @Test
  void targetsWithoutTheLastAxisAreBroughtIntoTheOutputsShape() {
    try (Program program = program(identity(), SQUARES, SQUARES)) {
      var result = program.trainEpoch(0, progress -> Verdict.CONTINUE).orElseThrow();
      assertThat(result.training().loss()).isZero();
      assertThat(result.validation().orElseThrow().loss()).isZero();
      assertThat(program.weights().get("dense/kernel").values()).containsExactly(1);
    }
  }

  @Test
  void aLossThatGivesMoreThanOneValueAnExampleIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> program(identity(), PAIRS, SQUARES).close())
        .withMessageStartingWith("Loss needs to give one value for each example of outputs [2, 1]")
        .withMessageContaining("gives [2, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> program(identity(), new MeanSquaredError(), PAIRS).close())
        .withMessageStartingWith("Metric watched needs to give one value for each example");
  }

  private record Sum() implements Layer {
    @Override
    public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
      return context.tf().reduceSum(input, context.tf().array(0, 1));
    }
  }

  @Test
  void answersThatAreNotOneAnExampleAreRefused() {
    Model model = Model.of("sum", Input.floats(1), new Sum());
    try (Program program = Program.compile(model, Training.of(new Sgd(0.5), 2))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> program.predict(LINE.inputs()))
          .withMessageStartingWith(
              "Model sum needs an output for each example, of known size, got outputs of shape []");
    }
  }
}
