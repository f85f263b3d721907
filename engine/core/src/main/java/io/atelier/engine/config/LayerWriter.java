package io.atelier.engine.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.Keras;
import io.atelier.engine.config.spec.Kind;
import io.atelier.engine.layer.Frozen;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerNaming;
import io.atelier.engine.layer.Named;

/**
 * Writes layers that are beside each other. Keras has no layers around others for a name or a
 * freeze: both are settings of the layer itself.
 *
 * @param numbers names of those that were given none
 * @param frozen whether what is around them is
 */
record LayerWriter(LayerNaming numbers, boolean frozen) {
  /** {@return a layer with its class, name and all} */
  ObjectNode write(Layer layer, Kind kind, SpecWriter writer) {
    boolean still = frozen || !layer.trainable();
    Layer inner = unwrapped(layer);
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("name", name(layer)).put("trainable", !still).put("dtype", "float32");
    if (inner instanceof Record record) {
      Keras keras = record.getClass().getDeclaredAnnotation(Keras.class);
      for (String key : keras == null ? new String[0] : keras.without()) {
        if (config.path(key).asBoolean()) {
          config.remove(key);
        }
      }
      config.setAll(writer.inside(still).own(record));
      return writer.enveloped(record.getClass(), kind, config);
    }
    throw new IllegalArgumentException(
        "A file needs layers that are records, got %s; make it a record, and list it in a SpecProvider"
            .formatted(inner.getClass().getName()));
  }

  private String name(Layer layer) {
    return layer.name().orElseGet(() -> numbers.numbered(layer.type()));
  }

  /** {@return the layer itself, without what names or freezes it} */
  static Layer unwrapped(Layer layer) {
    if (layer instanceof Named named) {
      return unwrapped(named.layer());
    }
    return layer instanceof Frozen frozen ? unwrapped(frozen.layer()) : layer;
  }
}
