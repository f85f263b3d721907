package io.atelier.engine.runtime.epoch;

import io.atelier.engine.runtime.plan.Plan;
import io.atelier.engine.runtime.tensorflow.LatinDigits;
import io.atelier.engine.runtime.tensorflow.Said;
import io.atelier.engine.training.ProgressListener;
import io.atelier.engine.training.Scores;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.Graph;

/**
 * Trains a program's epochs as planned; if that is to compile them and XLA cannot, in TensorFlow's
 * executor. XLA says so in the first step, before that changes anything.
 */
public final class TrainingEpochs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingEpochs.class);

  private final Graph graph;
  private final String model;
  private final Optional<Plan> otherwise;
  private final Function<Plan, EpochTraining> maker;
  private Plan plan;
  private EpochTraining epochs;

  /**
   * @param model its name
   * @param plan to begin with
   * @param otherwise taken if XLA cannot compile the first; empty to fail then
   * @param maker makes the training of a plan
   */
  public TrainingEpochs(
      Graph graph,
      String model,
      Plan plan,
      Optional<Plan> otherwise,
      Function<Plan, EpochTraining> maker) {
    this.graph = graph;
    this.model = model;
    this.plan = plan;
    this.otherwise = otherwise;
    this.maker = maker;
    this.epochs = maker.apply(plan);
  }

  /**
   * {@return the means over an epoch; empty if {@code progress} ended it before its last step}
   *
   * @throws IllegalStateException if XLA cannot compile a step that must be compiled
   */
  public Optional<Scores> epoch(int epoch, ProgressListener progress) {
    try {
      return epochs.epoch(epoch, progress);
    } catch (RuntimeException e) {
      Optional<XlaRefusal> refusal =
          plan.strategy().compiled() ? XlaRefusal.of(e) : Optional.empty();
      if (refusal.isEmpty()) {
        throw e;
      }
      fallBack(refusal.get(), e);
      return epochs.epoch(epoch, progress);
    }
  }

  private void fallBack(XlaRefusal refusal, RuntimeException e) {
    if (otherwise.isEmpty() || epochs.stepped()) {
      throw new IllegalStateException(
          "Model %s needs operations that XLA can compile, got %s; compose it of other operations, or use Compilation.INTERPRETED"
              .formatted(model, refusal.what()),
          e);
    }
    Said.once(
        LOG,
        "model %s trains in TensorFlow's executor, which may be slower: XLA cannot compile %s"
            .formatted(model, refusal.what()));
    LatinDigits.ensure();
    epochs.discard(graph);
    plan = otherwise.get();
    epochs = maker.apply(plan);
  }

  /** {@return how epochs are trained now} */
  public Plan plan() {
    return plan;
  }

  /** {@return the training of the epochs} */
  public EpochTraining training() {
    return epochs;
  }

  @Override
  public void close() {
    epochs.close();
  }
}
