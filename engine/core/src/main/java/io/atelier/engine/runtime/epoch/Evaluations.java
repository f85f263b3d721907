package io.atelier.engine.runtime.epoch;

import io.atelier.data.Examples;
import io.atelier.engine.runtime.plan.RowGathering;
import io.atelier.engine.runtime.step.BuiltModel;
import io.atelier.engine.runtime.step.TargetLayout;
import io.atelier.engine.training.Scores;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A model's scores on examples, without dropout, with the weights it has now. The graph gets one
 * function for each kind of targets, when the first such examples come.
 */
public final class Evaluations {
  private final BuiltModel built;
  private final Map<TargetLayout, EvaluationFunction> functions = new HashMap<>();

  public Evaluations(BuiltModel built) {
    this.built = built;
  }

  /** {@return the mean loss and metrics over examples that fit the model} */
  public Scores of(Examples examples) {
    return of(examples, () -> true).orElseThrow();
  }

  /**
   * {@return the mean loss and metrics; empty if it was not to go on after a chunk of examples that
   * was not the last}
   */
  Optional<Scores> of(Examples examples, BooleanSupplier goOn) {
    return built.memory().sufficeToAnswer(() -> evaluated(examples, goOn));
  }

  private Optional<Scores> evaluated(Examples examples, BooleanSupplier goOn) {
    EvaluationFunction function =
        functions.computeIfAbsent(TargetLayout.of(examples), this::function);
    double[] sums = new double[1 + built.training().metrics().size()];
    long most = (long) EvaluationFunction.BATCHES * built.memory().answerSize();
    int stride = (int) Math.min(examples.size(), most);
    for (int from = 0; from < examples.size(); from += stride) {
      if (from > 0 && !goOn.getAsBoolean()) {
        return Optional.empty();
      }
      int to = from + Math.min(stride, examples.size() - from);
      List<Double> more = function.sums(built.session(), examples.slice(from, to));
      Arrays.setAll(sums, i -> sums[i] + more.get(i));
    }
    return Optional.of(
        Scorer.scores(
            built.training().metrics(),
            Arrays.stream(sums)
                .mapToObj(sum -> (double) (float) (sum / examples.size()))
                .toList()));
  }

  private EvaluationFunction function(TargetLayout targets) {
    return EvaluationFunction.of(
        built.graph(),
        built.blueprint(),
        built.training(),
        built.plan().precision(),
        RowGathering.on(built.device().name(), false),
        built.variables(),
        built.memory().answerSize(),
        targets.type(),
        targets.shape());
  }
}
