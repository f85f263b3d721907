package io.atelier.engine.runtime.epoch;

import io.atelier.engine.metric.Mean;
import io.atelier.engine.metric.Metric;
import io.atelier.engine.runtime.tensorflow.Variable;
import io.atelier.engine.training.Scores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/** Reads an epoch's sums back as means: Keras' {@code total / count} in float32. */
public record Scorer(Session session, List<Metric> metrics, List<Variable<TFloat32>> sums) {

  /** {@return the means over the given number of examples} */
  Scores means(int examples) {
    Session.Runner runner = session.runner();
    sums.forEach(sum -> runner.fetch(sum.value()));
    try (Result result = runner.run()) {
      List<Double> means = new ArrayList<>();
      for (int i = 0; i < sums.size(); i++) {
        float total = ((TFloat32) result.get(i)).getFloat();
        means.add((double) new Mean(total, examples).value());
      }
      return scores(metrics, means);
    }
  }

  /** {@return scores from the loss followed by each metric} */
  public static Scores scores(List<Metric> metrics, List<Double> means) {
    Map<String, Double> named = new LinkedHashMap<>();
    for (int i = 0; i < metrics.size(); i++) {
      named.put(metrics.get(i).name(), means.get(i + 1));
    }
    return new Scores(means.get(0), named);
  }
}
