package io.atelier.engine.runtime.build;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The weights that layers ask for while a model is built for the first time. */
public final class FoundWeights {
  private final Ops tf;
  private final Map<String, WeightSpec> specs = new LinkedHashMap<>();

  public FoundWeights(Ops tf) {
    this.tf = tf;
  }

  /**
   * {@return something in the weight's place}
   *
   * @throws IllegalArgumentException if a shared layer asks for it in another shape than before
   */
  public Operand<TFloat32> of(WeightSpec spec) {
    WeightSpec before = specs.putIfAbsent(spec.name(), spec);
    if (before != null && !before.shape().equals(spec.shape())) {
      throw new IllegalArgumentException(
          "Layer %s is shared and needs inputs of one size, got some for which its weight %s is %s, and some for which it is %s; give each its own layer"
              .formatted(
                  spec.name().substring(0, spec.name().lastIndexOf('/')),
                  spec.name(),
                  before.shape(),
                  spec.shape()));
    }
    return tf.placeholder(TFloat32.class, Placeholder.shape(spec.shape()));
  }

  /** {@return the weights, each once, in the order in which they were first asked for} */
  public List<WeightSpec> specs() {
    return List.copyOf(specs.values());
  }
}
