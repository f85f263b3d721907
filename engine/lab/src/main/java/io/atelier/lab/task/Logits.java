package io.atelier.lab.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.BinaryCrossEntropy;
import io.atelier.engine.loss.CategoricalCrossEntropy;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import java.util.Locale;
import java.util.Set;

/**
 * Tells whether a model's answers are logits rather than probabilities. Its structure says it, not
 * the values of some answers: logits may all lie in [0, 1] too.
 */
public final class Logits {
  private static final Set<String> PROBABILITIES = Set.of("softmax", "sigmoid");

  private Logits() {}

  /**
   * {@return whether a loss takes the model's output as logits, and no softmax or sigmoid is the
   * last that the model does}
   */
  public static boolean of(Model model, Loss loss) {
    boolean asLogits =
        (loss instanceof SparseCategoricalCrossEntropy sparse && sparse.fromLogits())
            || (loss instanceof CategoricalCrossEntropy categorical && categorical.fromLogits())
            || (loss instanceof BinaryCrossEntropy binary && binary.fromLogits());
    return asLogits && !areNone(model);
  }

  /** {@return whether a softmax or sigmoid is the last that a model does to its first output} */
  public static boolean areNone(Model model) {
    return PROBABILITIES.contains(activation(model).toLowerCase(Locale.ROOT));
  }

  /** {@return the name of the last activation: of the layer that is one, or of a layer's own} */
  private static String activation(Model model) {
    int value = model.outputs().get(0).value() - model.inputs().size();
    if (value < 0) {
      return "";
    }
    Layer last = model.layers().get(model.calls().get(value).layer());
    JsonNode written = KerasConfig.tree(last);
    JsonNode own = written.at("/config/activation");
    JsonNode object = own.isObject() ? own : written;
    return own.isTextual() ? own.textValue() : object.path("class_name").asText("");
  }
}
