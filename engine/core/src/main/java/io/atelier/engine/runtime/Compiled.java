package io.atelier.engine.runtime;

import io.atelier.data.Examples;
import io.atelier.engine.layer.Model;
import io.atelier.engine.optimizer.WeightGroup;
import io.atelier.engine.runtime.build.Blueprint;
import io.atelier.engine.runtime.build.ExamplesCheck;
import io.atelier.engine.runtime.build.Learning;
import io.atelier.engine.runtime.build.Probable;
import io.atelier.engine.runtime.build.WeightSpec;
import io.atelier.engine.runtime.device.NativeLibrary;
import io.atelier.engine.runtime.epoch.EpochTraining;
import io.atelier.engine.runtime.epoch.Evaluations;
import io.atelier.engine.runtime.epoch.TrainingEpochs;
import io.atelier.engine.runtime.epoch.ValidatedEpochs;
import io.atelier.engine.runtime.plan.Plan;
import io.atelier.engine.runtime.plan.Windowing;
import io.atelier.engine.runtime.saved.Answers;
import io.atelier.engine.runtime.saved.ProgramWeights;
import io.atelier.engine.runtime.saved.SavedState;
import io.atelier.engine.runtime.saved.Saver;
import io.atelier.engine.runtime.step.Arithmetic;
import io.atelier.engine.runtime.step.Averages;
import io.atelier.engine.runtime.step.BuiltModel;
import io.atelier.engine.runtime.step.RateReader;
import io.atelier.engine.runtime.step.TargetLayout;
import java.util.List;
import java.util.Optional;
import org.tensorflow.op.Ops;

/**
 * What compiling a model gives: the parts of a program, which all work on the same weights.
 *
 * @param built holds the weights on a device
 * @param weights reads and sets them
 * @param state saves and restores them, with all that training needs to go on
 * @param averages ends training
 * @param answers predicts
 * @param evaluations evaluates
 * @param epochs trains; empty without training examples
 * @param rates tells and sets the learning rate
 * @param trainedOn the targets of the training examples; empty without such
 * @param validated whether every epoch is followed by an evaluation
 */
record Compiled(
    BuiltModel built,
    ProgramWeights weights,
    SavedState state,
    Averages averages,
    Answers answers,
    Evaluations evaluations,
    Optional<ValidatedEpochs> epochs,
    RateReader rates,
    Optional<TargetLayout> trainedOn,
    boolean validated)
    implements AutoCloseable {

  /** {@return the parts, after all that can be refused without building anything was} */
  static Compiled of(
      Model model,
      Training training,
      Optional<Examples> train,
      Optional<Examples> validation,
      Execution execution) {
    Asked.compile(model, training, train, validation, execution);
    NativeLibrary.require(execution);
    Blueprint blueprint = Blueprint.of(model);
    WeightGroup.require(
        training.optimizer().groups(), blueprint.weights().stream().map(WeightSpec::name).toList());
    ExamplesCheck check = new ExamplesCheck(blueprint, training);
    Optional<Examples> trained =
        train.map(examples -> check.ordered(ExamplesCheck.TRAINING, examples));
    train.ifPresent(
        examples -> {
          Probable.orSaid(blueprint, training);
          Learning.orSaid(blueprint);
        });
    Optional<Examples> validated =
        validation.map(examples -> check.ordered("validation", examples));
    BuiltModel built = BuiltModel.of(blueprint, training, execution);
    try {
      return of(built, trained, validated, execution);
    } catch (RuntimeException | Error e) {
      built.close();
      throw e;
    }
  }

  private static Compiled of(
      BuiltModel built,
      Optional<Examples> train,
      Optional<Examples> validation,
      Execution execution) {
    Ops tf = Ops.create(built.graph());
    Model model = built.blueprint().model();
    SavedState state =
        new SavedState(
            model,
            built.session(),
            Saver.of(
                tf,
                built.variables().saved(),
                built.variables().savedEarlier(),
                List.of(built.variables().firstScale(tf))));
    RateReader rates =
        RateReader.of(
            tf, built.session(), built.variables(), built.training().optimizer().learningRate());
    Answers answers = Answers.of(built);
    built
        .memory()
        .suffice(
            () -> {
              built.initialize();
              return null;
            });
    Evaluations evaluations = new Evaluations(built);
    Optional<TrainingEpochs> epochs =
        built.memory().suffice(() -> train.map(examples -> epochs(built, examples, execution)));
    return new Compiled(
        built,
        new ProgramWeights(model.name(), built.session(), built.variables().weights()),
        state,
        Averages.of(tf, built),
        answers,
        evaluations,
        epochs.map(own -> new ValidatedEpochs(own, rates, evaluations, validation)),
        rates,
        train.map(TargetLayout::of),
        validation.isPresent());
  }

  private static TrainingEpochs epochs(BuiltModel built, Examples examples, Execution execution) {
    boolean must = execution.compilation() == Execution.Compilation.COMPILED;
    String device = built.device().name();
    Blueprint blueprint = built.blueprint();
    int batch = built.training().batchSize();
    return new TrainingEpochs(
        built.graph(),
        blueprint.model().name(),
        built.plan(),
        must ? Optional.empty() : Optional.of(built.plan().interpreted(blueprint, device)),
        plan -> {
          long bytes = Windowing.wantedBytes(examples, batch, device, plan.rows());
          long budget = execution.budgetBytes(built.device(), bytes);
          return new EpochTraining(
              built.graph(),
              built.session(),
              blueprint,
              built.training(),
              built.variables(),
              examples,
              budget,
              plan);
        });
  }

  /**
   * {@return what trains}
   *
   * @throws IllegalStateException without training examples
   */
  ValidatedEpochs training() {
    return epochs.orElseThrow(Compiled::untrainable);
  }

  /** {@return how training steps are executed now; without training examples, how they would be} */
  Plan plan() {
    return epochs.map(own -> own.epochs().plan()).orElse(built.plan());
  }

  /**
   * {@return the multiply-adds of training on a full batch, as {@link Arithmetic} counts them}
   *
   * @throws IllegalStateException without training examples
   */
  long multiplyAddsPerStep() {
    TargetLayout targets = trainedOn.orElseThrow(Compiled::untrainable);
    return Arithmetic.multiplyAdds(built.blueprint(), built.training(), targets);
  }

  private static IllegalStateException untrainable() {
    return new IllegalStateException(
        "Program needs training examples to train, got none; give them to compile");
  }

  /** {@return the names of all that an epoch reports} */
  List<String> quantities() {
    return built.training().quantities(validated);
  }

  /** {@return the examples with their inputs in the model's order, if they fit it} */
  Examples fitting(String set, Examples examples) {
    return new ExamplesCheck(built.blueprint(), built.training()).ordered(set, examples);
  }

  /** Ends what is prepared in the background and frees the native memory. */
  @Override
  public void close() {
    epochs.ifPresent(own -> own.epochs().close());
    built.close();
  }
}
