package io.atelier.engine.runtime;

import io.atelier.data.Examples;
import io.atelier.engine.Float32;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.BinaryCrossEntropy;
import io.atelier.engine.loss.CategoricalCrossEntropy;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;

/**
 * Training on examples that are mixed with others of their batch, as Keras 3's layer {@code MixUp}
 * mixes them (Zhang et al. 2018): inputs become {@code w * x + (1 - w) * x[other]}, and the loss is
 * that of targets mixed alike, {@code w * y + (1 - w) * y[other]}. Every example has a weight of
 * its own, drawn from Beta(alpha, alpha), and another partner, in a random order of the batch.
 *
 * <pre>{@code training.mixing(new MixUp(0.2))}</pre>
 *
 * <p>Only training steps mix. Their metrics are of the target with the larger share.
 *
 * @param alpha above 0, at most 10: the smaller, the nearer are weights to 0 and 1
 */
public record MixUp(double alpha) {
  private static final double MOST = 10;

  /**
   * @throws IllegalArgumentException if {@code alpha} is out of range
   */
  public MixUp {
    Float32.require("MixUp", "alpha", alpha);
    if (!(alpha > 0 && alpha <= MOST)) {
      throw new IllegalArgumentException(
          "MixUp needs alpha above 0 and at most 10, got %s; use 0.2 if unsure".formatted(alpha));
    }
  }

  /** Keras' default, 0.2. */
  public MixUp() {
    this(0.2);
  }

  /**
   * Requires losses whose value at mixed targets is the mixed value, no weights, and inputs that
   * are no numbers of things.
   *
   * @throws IllegalArgumentException if it is otherwise
   */
  public void require(Model model, Training training, Examples examples) {
    if (model.layers().stream().anyMatch(layer -> layer.type().equals("Embedding"))) {
      throw new IllegalArgumentException(
          "MixUp needs inputs that can be mixed, got numbers of things for the Embedding of model %s; train without it"
              .formatted(model.name()));
    }
    if (training.each().size() > 1) {
      throw new IllegalArgumentException(
          "MixUp needs a training of one output, got %s; train without it"
              .formatted(training.each().size()));
    }
    for (Goal goal : training.each()) {
      if (!mixes(goal.loss())) {
        throw new IllegalArgumentException(
            "MixUp needs a cross-entropy that counts every target, got %s; train without it"
                .formatted(goal.loss()));
      }
    }
    if (examples.weights().isPresent() || !training.classWeights().equals(ClassWeights.NONE)) {
      throw new IllegalArgumentException(
          "MixUp needs examples that count alike, got weights; train without one of them");
    }
  }

  private static boolean mixes(Loss loss) {
    return loss instanceof BinaryCrossEntropy
        || loss instanceof CategoricalCrossEntropy
        || (loss instanceof SparseCategoricalCrossEntropy sparse && sparse.ignoreClass().isEmpty());
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
