package io.atelier.engine.runtime.epoch;

import io.atelier.data.Examples;
import io.atelier.engine.runtime.plan.RowGathering;
import io.atelier.engine.runtime.step.BuiltModel;
import io.atelier.engine.runtime.step.Quantities;
import io.atelier.engine.runtime.step.TargetLayout;
import io.atelier.engine.training.Scores;
import java.util.ArrayList;
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
    Quantities quantities = Quantities.of(built.blueprint(), built.training());
    List<double[]> sums = new ArrayList<>();
    long most = (long) EvaluationFunction.BATCHES * built.memory().answerSize();
    int stride = (int) Math.min(examples.size(), most);
    for (int from = 0; from < examples.size(); from += stride) {
      if (from > 0 && !goOn.getAsBoolean()) {
        return Optional.empty();
      }
      int to = from + Math.min(stride, examples.size() - from);
      List<double[]> more = function.sums(built.session(), examples.slice(from, to));
      for (int i = 0; i < more.size(); i++) {
        if (from == 0) {
          sums.add(more.get(i));
        } else {
          add(sums.get(i), more.get(i));
        }
      }
    }
    return Optional.of(
        quantities.scores(i -> quantities.all().get(i).ofExamples(sums.get(i), examples.size())));
  }

  private static void add(double[] sums, double[] more) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += more[i];
    }
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
        targets);
  }
}
