package io.atelier.engine.runtime;

import io.atelier.data.Values;
import io.atelier.engine.runtime.tensorflow.Tensors;
import io.atelier.engine.runtime.tensorflow.Variable;
import java.util.List;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/** What tests do with a session. */
public final class Sessions {
  private Sessions() {}

  /** {@return a variable that holds values} */
  public static Variable<? extends TNumber> resident(
      Ops tf, Session session, String name, Values values) {
    Variable<? extends TNumber> variable =
        Variable.of(tf, name, Tensors.type(values), Tensors.shape(values));
    try (TNumber tensor = Tensors.of(values)) {
      run(session.runner().feed(variable.fed(), tensor), List.of(variable.feed()));
    }
    return variable;
  }

  /** Runs operations for what they do. */
  public static void run(Session.Runner runner, List<Op> targets) {
    targets.forEach(runner::addTarget);
    runner.run().close();
  }
}
