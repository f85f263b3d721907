package io.atelier.engine.layer.graph;

import io.atelier.data.Services;
import io.atelier.engine.layer.Model;
import java.util.List;
import java.util.OptionalLong;

/**
 * Finds out the shapes of what a model's layers give: Keras writes them into the config of a graph.
 * They are known only when the layers are built, which the runtime does; it is found through
 * ServiceLoader.
 *
 * <pre>{@code
 * List<List<OptionalLong>> shapes = ModelShapes.find().of(model);
 * }</pre>
 */
public interface ModelShapes {
  /**
   * {@return the shape {@code [batch, …]} of each of the model's values: its inputs, then what each
   * call gives; empty for a size that is not known} Of one with an unknown number of sizes there is
   * the batch alone.
   *
   * @throws IllegalArgumentException if a layer cannot take what the one before it gives
   */
  List<List<OptionalLong>> of(Model model);

  /**
   * {@return the shape {@code [batch, …]} of a model's first output}
   *
   * @throws IllegalArgumentException as {@link #of}
   */
  default List<OptionalLong> ofOutput(Model model) {
    return of(model).get(model.outputs().get(0).value());
  }

  /**
   * {@return the runtime's}
   *
   * @throws IllegalStateException if there is none on the class path
   */
  static ModelShapes find() {
    return Services.of(ModelShapes.class, ModelShapes.class.getClassLoader()).stream()
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The shapes of a model need something to build it, got nothing; put atelier-engine with its META-INF/services on the class path"));
  }
}
