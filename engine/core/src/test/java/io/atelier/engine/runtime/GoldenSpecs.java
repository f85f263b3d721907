package io.atelier.engine.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.initializer.Initializer;
import io.atelier.engine.initializer.Zeros;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import io.atelier.engine.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Layers, losses and initializers from a golden's configuration; what it cannot read it rejects.
 */
final class GoldenSpecs {
  private GoldenSpecs() {}

  static List<Layer> layers(JsonNode configs) {
    List<Layer> layers = new ArrayList<>();
    configs.forEach(config -> layers.add(layer(config)));
    return layers;
  }

  /** {@return a layer as the engine's codec reads it: by its type, all other keys its settings} */
  static Layer layer(JsonNode config) {
    ObjectNode settings = config.deepCopy();
    if (config.required("type").asText().equals("Bias")) {
      requireOnly(config, "type");
      return new Bias();
    }
    ObjectNode layer = JsonNodeFactory.instance.objectNode();
    layer.set("class_name", settings.remove("type"));
    layer.set("config", settings);
    return KerasConfig.read(layer, Layer.class);
  }

  static Activation activation(String name) {
    return Activation.valueOf(name.toUpperCase(Locale.ROOT));
  }

  static Padding padding(JsonNode name) {
    return Padding.valueOf(name.asText().toUpperCase(Locale.ROOT));
  }

  static Size size(JsonNode pair) {
    return new Size(pair.get(0).asInt(), pair.get(1).asInt());
  }

  /** {@return an initializer of a name, with the settings that stand beside it} */
  static Initializer initializer(JsonNode config) {
    ObjectNode settings = config.deepCopy();
    ObjectNode initializer = JsonNodeFactory.instance.objectNode();
    initializer.set("class_name", settings.remove("initializer"));
    settings.remove(List.of("shape", "fan_in", "fan_out"));
    boolean constant = initializer.path("class_name").asText().equals("zeros");
    if (!constant && !settings.has("seed")) {
      settings.put("seed", 1337);
    }
    initializer.set("config", settings);
    return KerasConfig.read(initializer, Initializer.class);
  }

  /** {@return the loss of Keras' name} */
  static Loss loss(String name) {
    return KerasConfig.read('"' + name + '"', Loss.class);
  }

  /** {@return the loss of Keras' class or function name, with its settings} */
  static Loss loss(String name, ObjectNode settings) {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.put("class_name", name);
    spec.set("config", settings);
    return KerasConfig.read(spec, Loss.class);
  }

  static void requireOnly(JsonNode config, String... known) {
    config
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!Set.of(known).contains(name)) {
                throw new IllegalArgumentException("cannot take " + name + " of " + config);
              }
            });
  }

  /** A layer of Keras' own tests: adds a weight that begins as zero. */
  private record Bias() implements Layer {
    @Override
    public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
      Operand<TFloat32> bias = context.weight("bias", input.shape().tail(), new Zeros());
      return context.tf().math.add(input, bias);
    }
  }
}
