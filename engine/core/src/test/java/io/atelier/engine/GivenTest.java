package io.atelier.engine;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.engine.initializer.HeUniform;
import io.atelier.engine.initializer.Orthogonal;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Frozen;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Named;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Sequential;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.pooling.MaxPooling2D;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.MeanAbsoluteError;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.metric.Accuracy;
import io.atelier.engine.metric.LossMetric;
import io.atelier.engine.metric.Metric;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.AdamW;
import io.atelier.engine.optimizer.Nadam;
import io.atelier.engine.optimizer.PiecewiseConstantDecay;
import io.atelier.engine.optimizer.RmsProp;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.optimizer.WeightGroup;
import io.atelier.engine.optimizer.wrapper.ClipByValue;
import io.atelier.engine.optimizer.wrapper.MovingAverage;
import io.atelier.engine.optimizer.wrapper.WeightGroups;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.ModelSummary;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Serving;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.search.Dimension;
import io.atelier.engine.search.SearchSpace;
import io.atelier.engine.search.Trial;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Monitor;
import io.atelier.engine.training.Scores;
import io.atelier.engine.training.Trainer;
import io.atelier.engine.training.Verdict;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Specifications refuse at once what could only fail later. */
class GivenTest {
  private static final Input INPUT = Input.floats(2);

  private static Arguments refused(String message, ThrowingCallable made) {
    return Arguments.of(message, made);
  }

  private static Training training(Loss loss, List<Metric> metrics) {
    return new Training(new Sgd(0.1), loss, metrics, 1, 0, true);
  }

  static Stream<Arguments> nulls() {
    return Stream.of(
        refused("Dense needs an activation, got null; use", () -> new Dense(2, null)),
        refused(
            "Dense needs a kernel, got null", () -> new Dense(2, Activation.RELU).withKernel(null)),
        refused(
            "Weight needs an initializer, got null",
            () -> new Dense(2, Activation.RELU).withKernelInitializer(null)),
        refused("Conv2D needs an activation, got null", () -> new Conv2D(2, 3, null)),
        refused(
            "Conv2D needs a padding, got null",
            () -> new Conv2D(2, 1, Activation.RELU).withPadding(null)),
        refused(
            "MaxPooling2D needs strides, got null",
            () -> new MaxPooling2D(Size.square(2), null, Padding.SAME)),
        refused("Frozen needs a layer, got null", () -> new Frozen(null)),
        refused("Named needs a layer, got null", () -> new Named("a", null)),
        refused("Named needs letters", () -> new Flatten().named(null)),
        refused("Sequential needs layers without null", () -> Sequential.of(new Flatten(), null)),
        refused("Model m needs an input, got null", () -> Model.of("m", null, new Flatten())),
        refused(
            "Model m needs layers without null, got null; leave out the one at place 1",
            () -> Model.of("m", INPUT, new Flatten(), null)),
        refused("Model m needs a list of layers", () -> new Model("m", INPUT, (List<Layer>) null)),
        refused("Training needs a loss, got null", () -> training(null, List.of())),
        refused(
            "Training needs metrics without null",
            () -> training(new MeanSquaredError(), Arrays.asList(new Accuracy(), null))),
        refused("Training needs an optimizer, got null", () -> Training.of(null, 1)),
        refused("Sgd needs a learning rate, got null", () -> new Sgd(null, 0, false)),
        refused("Adam needs a learning rate, got null", () -> new Adam(null)),
        refused("RmsProp needs a learning rate, got null", () -> new RmsProp(null, 0.9, 0)),
        refused("ClipByValue needs an optimizer, got null", () -> new ClipByValue(1, null)),
        refused("MovingAverage needs an optimizer, got null", () -> new MovingAverage(1, null)),
        refused(
            "WeightGroups needs an optimizer, got null",
            () -> new WeightGroups(List.of(WeightGroup.ALL), null)),
        refused("AdamW needs a learning rate, got null", () -> new AdamW(null, 0.1)),
        refused("Nadam needs a learning rate, got null", () -> new Nadam(null, 0.9, 0.99, 0)),
        refused("LossMetric needs a loss, got null", () -> new LossMetric("a", null)),
        refused("Execution needs a device, got null", () -> Execution.AUTO.on(null)),
        refused("Execution needs a precision", () -> Execution.AUTO.withPrecision(null)),
        refused("HeUniform needs a seed or none, got null", () -> new HeUniform(null)),
        refused("Orthogonal needs a seed or none, got null", () -> new Orthogonal(1, null)),
        refused(
            "PiecewiseConstantDecay needs a list of boundaries, got null",
            () -> new PiecewiseConstantDecay(null, List.of(0.1))),
        refused("Serving needs a shape or none, got null", () -> new Serving("a", null, "b")),
        refused("Serving needs sizes or none, got null", () -> Serving.of("a", "b", (long[]) null)),
        refused("Monitor needs the name of a quantity, got null", () -> Monitor.of(null)),
        refused("Trainer needs listeners without null", () -> new Trainer(1, nothing())),
        refused(
            "Trainer needs a learner, got null; give a compiled Program",
            () -> new Trainer(1, List.of()).fit(null)),
        refused("History needs epochs without null", () -> new History(nothing(), "")),
        refused("Verdict.Stop needs a reason, got null", () -> new Verdict.Stop(null)),
        refused(
            "Scores needs a value of mae, got null",
            () -> new Scores(0, Collections.singletonMap("mae", null))),
        refused(
            "Dimension units needs values without null", () -> new Dimension("units", nothing())),
        refused("SearchSpace needs a list of dimensions, got null", () -> new SearchSpace(null)),
        refused("Trial needs a combination, got null", () -> new Trial(1, null)));
  }

  private static <T> List<T> nothing() {
    return Collections.singletonList(null);
  }

  static Stream<Arguments> nullsOfPrograms() {
    Model model = Model.of("m", INPUT, new Dense(2, Activation.SOFTMAX));
    Training training = training(new MeanSquaredError(), List.of());
    Examples examples =
        new Examples(FloatValues.of(new float[4], 2, 2), FloatValues.of(new float[4], 2, 2));
    Optional<Examples> none = Optional.empty();
    Execution auto = Execution.AUTO;
    return Stream.of(
        refused(
            "Program needs a model, got null; make one with Model.of",
            () -> Program.compile(null, training)),
        refused("Program needs a model, got null", () -> ModelSummary.of(null)),
        refused("Program needs a training, got null", () -> Program.compile(model, null)),
        refused(
            "Program needs training examples, got null; pair inputs with targets",
            () -> Program.compile(model, training, null, examples)),
        refused(
            "Program needs validation examples, got null",
            () -> Program.compile(model, training, examples, null)),
        refused(
            "Program needs training examples or none, got null; use Optional.empty()",
            () -> Program.compile(model, training, null, none, auto)),
        refused(
            "Program needs an execution, got null; use Execution.AUTO",
            () -> Program.compile(model, training, none, none, null)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nullsOfPrograms")
  void aProgramRefusesNullBeforeItLoadsAnything(String message, ThrowingCallable made) {
    assertThatIllegalArgumentException().isThrownBy(made).withMessageStartingWith(message);
  }

  @Test
  void aProgramRefusesNullToo() {
    Model model = Model.of("m", INPUT, new Dense(2, Activation.SOFTMAX));
    try (Program program = Program.compile(model, training(new MeanSquaredError(), List.of()))) {
      Stream.of(
              refused("Model m needs inputs, got null", () -> program.predict(null)),
              refused("Model m needs inputs, got null", () -> program.outputs(null)),
              refused("Program needs evaluation examples, got", () -> program.evaluate(null)),
              refused("Model m needs weights by name, got null", () -> program.setWeights(null)),
              refused("Folder needs a path, got null", () -> program.save(null)),
              refused("Checkpoint needs a folder, got null", () -> program.restore(null)),
              refused("Folder needs a path, got null", () -> program.export(null)),
              refused(
                  "Export needs a serving, got null", () -> program.export(Path.of("none"), null)),
              refused(
                  "Model m needs inputs, got null",
                  () -> program.export(Path.of("none"), Serving.DEFAULT, null)),
              refused(
                  "Program needs a progress listener, got null", () -> program.trainEpoch(0, null)))
          .forEach(
              given ->
                  nullIsRefusedWhereItIsGiven(
                      (String) given.get()[0], (ThrowingCallable) given.get()[1]));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nulls")
  void nullIsRefusedWhereItIsGiven(String message, ThrowingCallable made) {
    assertThatIllegalArgumentException().isThrownBy(made).withMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "my model", "a/b", "\u06f6", "ä", "a\n"})
  void aModelIsNamedByItsOwnRules(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Model.of(name, INPUT, new Flatten()))
        .withMessage(
            "Model needs a name of letters, digits, '_', '.' or '-', got \""
                + name
                + "\"; choose a name such as my-cnn");
  }

  @Test
  void aWatchedLossHasAName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LossMetric(" ", new MeanSquaredError()))
        .withMessage("LossMetric needs a name, got an empty one; choose one such as mae");
  }

  @Test
  void twoMetricsOfOneNameAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                training(
                    new MeanSquaredError(),
                    List.of(
                        new LossMetric("error", new MeanSquaredError()),
                        new LossMetric("error", new MeanAbsoluteError()))))
        .withMessage(
            "Training needs metrics of different names, got error twice; rename one, such as new LossMetric(\"other\", …)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"loss", "val_accuracy", "epoch", "learning_rate", "seconds"})
  void aMetricMayNotBeCalledAnotherQuantity(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                training(
                    new MeanSquaredError(), List.of(new LossMetric(name, new MeanSquaredError()))))
        .withMessage(
            "Training needs metrics not named loss, epoch, learning_rate, seconds or val_…, which histories call other quantities, got \""
                + name
                + "\"; rename it");
  }
}
