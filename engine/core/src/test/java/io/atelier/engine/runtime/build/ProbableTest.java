package io.atelier.engine.runtime.build;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.BinaryCrossEntropy;
import io.atelier.engine.loss.CategoricalCrossEntropy;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ProbableTest {
  private static final Examples CLASSES =
      new Examples(FloatValues.of(new float[4], 2, 2), FloatValues.of(new float[2], 2));
  private static final Examples ROWS =
      new Examples(
          FloatValues.of(new float[4], 2, 2), FloatValues.of(new float[] {1, 0, 0, 1}, 2, 2));

  private static List<String> said(String name, Loss loss, Examples examples, Layer... layers) {
    Logger logger = (Logger) LoggerFactory.getLogger(Probable.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      Model model = Model.of(name, Input.floats(2), layers);
      Training training = new Training(new Sgd(0.1), loss, List.of(), 2, 0, true);
      for (int i = 0; i < 2; i++) {
        Program.compile(model, training, examples, examples).close();
      }
    } finally {
      logger.detachAppender(log);
    }
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void sumsThatAreTakenForProbabilitiesAreSaidOnce() {
    Dense linear = new Dense(2, Activation.LINEAR);
    assertThat(said("sparse", new SparseCategoricalCrossEntropy(), CLASSES, linear))
        .containsExactly(
            "SparseCategoricalCrossEntropy needs probabilities, got the plain sums that model sparse ends in, which hardly train; end the model in Activation.SOFTMAX, or use new SparseCategoricalCrossEntropy(true)");
    assertThat(said("rows", new CategoricalCrossEntropy(), ROWS, linear, new Dropout(0.5)))
        .containsExactly(
            "CategoricalCrossEntropy needs probabilities, got the plain sums that model rows ends in, which hardly train; end the model in Activation.SOFTMAX, or use new CategoricalCrossEntropy(true)");
    assertThat(said("yes-or-no", new BinaryCrossEntropy(), ROWS, linear.withoutBias()))
        .containsExactly(
            "BinaryCrossEntropy needs probabilities, got the plain sums that model yes-or-no ends in, which hardly train; end the model in Activation.SIGMOID, or use new BinaryCrossEntropy(true)");
  }

  @Test
  void whatCanBeMeantIsNotSpokenOf() {
    Dense linear = new Dense(2, Activation.LINEAR);
    assertThat(said("a", new SparseCategoricalCrossEntropy(true), CLASSES, linear)).isEmpty();
    assertThat(said("b", new MeanSquaredError(), ROWS, linear)).isEmpty();
    for (Activation own : List.of(Activation.SOFTMAX, Activation.SIGMOID, Activation.RELU)) {
      Layer last = new Dense(2, own);
      assertThat(said("c", new SparseCategoricalCrossEntropy(), CLASSES, last)).isEmpty();
    }
  }
}
