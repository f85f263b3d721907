package stripes;

import io.atelier.engine.training.Callback;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Learner;
import io.atelier.engine.training.Verdict;

/** Ends a training after some epochs. */
public record Told(int epochs) implements Callback {
  @Override
  public Verdict epochEnded(History history, Learner learner) {
    int done = history.epochs().size();
    return done == epochs ? new Verdict.Stop("told after " + done + " epochs") : Verdict.CONTINUE;
  }
}
