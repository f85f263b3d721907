package io.atelier.engine.runtime.build;

import io.atelier.engine.loss.BinaryCrossEntropy;
import io.atelier.engine.loss.CategoricalCrossEntropy;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.runtime.tensorflow.Said;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says it where a cross-entropy takes plain sums of products for probabilities. All versions of
 * Keras do so without a word: the sums are cut to [1e-7, 1 - 1e-7], where the gradient of nearly
 * all of them is 0. It is not refused, as weights of a user's own can make such sums probabilities.
 */
public final class Probable {
  private static final Logger LOG = LoggerFactory.getLogger(Probable.class);

  private Probable() {}

  /** Says it once for a model. */
  public static void orSaid(Blueprint blueprint, Training training) {
    List<Integer> places = blueprint.places(training);
    for (int i = 0; i < places.size(); i++) {
      if (blueprint.outputs().get(places.get(i)).linear()) {
        orSaid(blueprint.model().name(), training.each().get(i).loss());
      }
    }
  }

  private static void orSaid(String model, Loss loss) {
    activation(loss)
        .ifPresent(
            activation ->
                Said.once(
                    LOG,
                    "%s needs probabilities, got the plain sums that model %s ends in, which hardly train; end the model in Activation.%s, or use new %1$s(true)"
                        .formatted(loss.getClass().getSimpleName(), model, activation)));
  }

  /** {@return what makes probabilities for a loss that takes its outputs for some} */
  private static Optional<String> activation(Loss loss) {
    boolean classes =
        (loss instanceof SparseCategoricalCrossEntropy sparse && !sparse.fromLogits())
            || (loss instanceof CategoricalCrossEntropy categorical && !categorical.fromLogits());
    boolean single = loss instanceof BinaryCrossEntropy binary && !binary.fromLogits();
    return classes ? Optional.of("SOFTMAX") : single ? Optional.of("SIGMOID") : Optional.empty();
  }
}
