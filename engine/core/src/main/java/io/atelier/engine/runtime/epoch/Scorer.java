package io.atelier.engine.runtime.epoch;

import io.atelier.engine.runtime.step.Quantities;
import io.atelier.engine.runtime.tensorflow.Tensors;
import io.atelier.engine.runtime.tensorflow.Variable;
import io.atelier.engine.training.Scores;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/** Reads an epoch's sums back as scores: Keras' {@code total / count} in float32. */
public record Scorer(Session session, Quantities quantities, List<Variable<TFloat32>> sums) {

  /** {@return the scores over the given number of examples} */
  Scores means(int examples) {
    Session.Runner runner = session.runner();
    sums.forEach(sum -> runner.fetch(sum.value()));
    try (Result result = runner.run()) {
      List<float[]> kept = new ArrayList<>();
      for (int i = 0; i < sums.size(); i++) {
        kept.add(Tensors.flat((TFloat32) result.get(i)));
      }
      return quantities.scores(i -> quantities.all().get(i).ofEpoch(kept.get(i), examples));
    }
  }
}
