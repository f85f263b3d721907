package io.atelier.engine.runtime.step;

import io.atelier.engine.optimizer.Optimizer.Slot;
import io.atelier.engine.runtime.build.WeightSpec;
import io.atelier.engine.runtime.tensorflow.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Makes weights their averages, where the optimizer keeps such.
 *
 * @param assigns do so, unless no step was made yet; none without averages
 */
public record Averages(Session session, List<Op> assigns) {
  public static Averages of(Ops tf, BuiltModel built) {
    List<Op> assigns = new ArrayList<>();
    Optional<String> average = built.training().optimizer().average();
    if (average.isPresent()) {
      Variables variables = built.variables();
      Operand<TBool> moved = tf.math.greater(variables.iteration().value(), tf.constant(0L));
      int slot = 0;
      for (int i = 0; i < variables.weights().size(); i++) {
        WeightSpec spec = built.blueprint().weights().get(i);
        List<Slot> own =
            spec.trainable() ? built.training().optimizer().slots(spec.shape()) : List.of();
        for (Slot each : own) {
          if (each.name().equals(average.get())) {
            Variable<TFloat32> weight = variables.weights().get(i);
            Operand<TFloat32> mean = variables.slots().get(slot).value();
            assigns.add(weight.assign(tf, tf.select(moved, mean, weight.value())));
          }
          slot++;
        }
      }
    }
    return new Averages(built.session(), List.copyOf(assigns));
  }

  /** Sets the weights. */
  public void take() {
    if (!assigns.isEmpty()) {
      Session.Runner runner = session.runner();
      assigns.forEach(runner::addTarget);
      runner.run().close();
    }
  }
}
