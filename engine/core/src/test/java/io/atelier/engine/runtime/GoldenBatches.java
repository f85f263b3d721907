package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.Split;
import io.atelier.data.ValidationTail;
import io.atelier.data.file.Folder;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.metric.LossMetric;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tensorflow.types.TFloat32;

/** Cases of splitting and batching, counted where the batches are really trained on. */
final class GoldenBatches {
  private GoldenBatches() {}

  static void batching(Golden golden) throws IOException {
    int n = golden.input("n").asInt();
    JsonNode config = golden.config();
    int batch = config.required("batch_size").asInt();
    int epochs = config.path("epochs").asInt(1);
    Examples all =
        new Examples(FloatValues.of(new float[n], n, 1), FloatValues.of(new float[n], n, 1));
    Split split = ValidationTail.of(all, config.required("validation_split").asDouble());
    Batches train = Batches.of(split.train(), batch, epochs);
    golden.check("steps_per_epoch", train.steps());
    if (golden.expects("train")) {
      golden.check("train", split.train().size());
      golden.check("validation", split.heldOut().size());
      golden.check("last_batch", train.last());
      Batches validation = Batches.of(split.heldOut(), batch, 1);
      golden.check("validation_steps", validation.steps());
      golden.check("last_validation_batch", validation.last());
    }
  }

  /** Keras' words are others: "not sufficient to split it". */
  static void tooFewToSplit(Golden golden) {
    int n = golden.input("n").asInt();
    double fraction = golden.config().required("validation_split").asDouble();
    Examples few =
        new Examples(FloatValues.of(new float[n], n, 1), FloatValues.of(new float[n], n, 1));
    assertThat(golden.expected("error").asText()).contains("not sufficient");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValidationTail.of(few, fraction))
        .withMessageContaining("that leaves both parts an example, got " + fraction + " of " + n);
  }

  /**
   * The batches of an epoch.
   *
   * @param steps how many
   * @param last size of the one that is smaller, or of all
   */
  private record Batches(double steps, double last) {

    /**
     * The steps are the iterations a checkpoint counts. The size of the last batch is what a metric
     * that gives every example the size of its batch leaves over: {@code sum(size * size)}.
     */
    static Batches of(Examples examples, int batch, int epochs) throws IOException {
      LossMetric size =
          new LossMetric(
              "batch_size",
              (tf, prediction, targets) ->
                  tf.math.mul(
                      tf.onesLike(prediction.values()),
                      tf.dtypes.cast(tf.size(prediction.values()), TFloat32.class)));
      Training training =
          new Training(new Sgd(0.1), new MeanSquaredError(), List.of(size), batch, 0, true);
      Path folder = Files.createTempDirectory("batches");
      try (Program program =
          Program.compile(
              Model.of("golden", Input.floats(1), new Dense(1, Activation.LINEAR)),
              training,
              Optional.of(examples),
              Optional.empty(),
              TestDevice.execution(Execution.Compilation.AUTO))) {
        History history = new Trainer(epochs, List.of()).fit(program);
        program.save(folder.resolve("saved"));
        double steps = Computed.savedIterations(folder.resolve("saved")) / (double) epochs;
        double squares = history.last().training().metric("batch_size") * examples.size();
        double last = Math.sqrt(Math.round(squares) - (steps - 1) * batch * batch);
        assertThat((steps - 1) * batch + last).isEqualTo(examples.size());
        return new Batches(steps, last);
      } finally {
        Folder.delete(folder);
      }
    }
  }
}
