package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.engine.training.EarlyStopping;
import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Learner;
import io.atelier.engine.training.Mode;
import io.atelier.engine.training.Monitor;
import io.atelier.engine.training.ProgressListener;
import io.atelier.engine.training.Scores;
import io.atelier.engine.training.Trainer;
import io.atelier.engine.training.TrainingListener;
import io.atelier.engine.training.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Cases of early stopping, with a learner whose epochs are written down. */
final class GoldenStopping {
  private GoldenStopping() {}

  static void stopping(Golden golden) {
    JsonNode config = golden.config();
    String monitor = config.required("monitor").asText();
    EarlyStopping stopping = rule(config);
    double[] script = GoldenTensor.numbers(golden.input(monitor));
    Scripted learner = new Scripted(script, monitor.startsWith("val_"));
    History history = new Trainer(script.length + 1, List.of(stopping)).fit(learner);
    assertThat(history.ended()).startsWith("early stopping after epoch " + history.epochs().size());
    golden.check("stopped_epoch", history.last().epoch());
    if (golden.expects("best_epoch")) {
      golden.check("best_epoch", stopping.bestEpoch(history).orElseThrow());
    }
    if (golden.expects("epochs_run")) {
      golden.check("epochs_run", learner.trained);
    }
    if (golden.expects("restored_epoch")) {
      golden.check("restored_epoch", learner.weights);
    } else {
      assertThat(learner.weights).as("weights of the last epoch").isEqualTo(learner.trained - 1);
    }
  }

  /** The direction that a mode has, said or told by the name of the quantity. */
  static void mode(Golden golden) {
    Mode mode = Mode.valueOf(golden.config().required("mode").asText().toUpperCase(Locale.ROOT));
    Monitor monitor = Monitor.of(golden.config().required("monitor").asText(), mode);
    assertThat(monitor.largerIsBetter() ? "max" : "min")
        .isEqualTo(golden.expected("direction").asText());
  }

  /** Another listener ends the training before early stopping does. */
  static void stoppedByAnother(Golden golden) {
    JsonNode config = golden.config();
    int last = config.required("external_stop_at_epoch").asInt();
    TrainingListener other =
        new TrainingListener() {
          @Override
          public Verdict epochEnded(History history, Learner learner) {
            return history.last().epoch() == last ? new Verdict.Stop("another") : Verdict.CONTINUE;
          }
        };
    String monitor = config.required("monitor").asText();
    double[] script = GoldenTensor.numbers(golden.input(monitor));
    Scripted learner = new Scripted(script, monitor.startsWith("val_"));
    History history = new Trainer(script.length, List.of(rule(config), other)).fit(learner);
    assertThat(history.ended()).isEqualTo("another");
    golden.check("epochs_trained", learner.trained);
    golden.check("restored_epoch", learner.weights);
  }

  private static EarlyStopping rule(JsonNode config) {
    Mode mode = Mode.valueOf(config.path("mode").asText("auto").toUpperCase(Locale.ROOT));
    return new EarlyStopping(
        Monitor.of(config.required("monitor").asText(), mode),
        config.path("patience").asInt(0),
        config.path("min_delta").asDouble(0),
        config.has("baseline")
            ? OptionalDouble.of(config.get("baseline").asDouble())
            : OptionalDouble.empty(),
        config.path("start_from_epoch").asInt(0),
        config.path("restore_best_weights").asBoolean(false));
  }

  /** Its weights are the number of the epoch that made them. */
  private static final class Scripted implements Learner {
    private final double[] script;
    private final boolean validates;
    private final Map<String, Integer> kept = new HashMap<>();
    private int weights = -1;
    private int trained;

    Scripted(double[] script, boolean validates) {
      this.script = script;
      this.validates = validates;
    }

    @Override
    public Optional<EpochResult> trainEpoch(int epoch, ProgressListener progress) {
      assertThat(epoch).as("epoch after the last written one").isLessThan(script.length);
      weights = epoch;
      trained++;
      Scores written = new Scores(script[epoch], Map.of());
      Scores other = new Scores(0.5, Map.of());
      return Optional.of(
          new EpochResult(
              epoch,
              validates ? other : written,
              validates ? Optional.of(written) : Optional.empty(),
              0.001,
              Duration.ZERO));
    }

    @Override
    public void keepWeights(String name) {
      kept.put(name, weights);
    }

    @Override
    public void restoreWeights(String name) {
      weights = kept.get(name);
    }
  }
}
