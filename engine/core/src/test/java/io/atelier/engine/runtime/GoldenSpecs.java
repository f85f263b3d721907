package io.atelier.engine.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.initializer.GlorotUniform;
import io.atelier.engine.initializer.HeUniform;
import io.atelier.engine.initializer.Initializer;
import io.atelier.engine.initializer.Ones;
import io.atelier.engine.initializer.RandomUniform;
import io.atelier.engine.initializer.Zeros;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.pooling.MaxPooling2D;
import io.atelier.engine.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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

  static Layer layer(JsonNode config) {
    Layer layer =
        switch (config.required("type").asText()) {
          case "Dense" -> dense(config);
          case "Conv2D" -> conv2D(config);
          case "MaxPooling2D" -> maxPooling2D(config);
          case "Flatten" -> {
            requireOnly(config, "type", "name", "data_format");
            yield new Flatten();
          }
          default -> fromKeras(config);
        };
    Layer named = config.has("name") ? layer.named(config.required("name").asText()) : layer;
    return config.path("trainable").asBoolean(true) ? named : named.frozen();
  }

  /** {@return a layer as the engine's codec reads it: by its type, all other keys its settings} */
  static Layer fromKeras(JsonNode config) {
    ObjectNode settings = config.deepCopy();
    ObjectNode layer = JsonNodeFactory.instance.objectNode();
    layer.set("class_name", settings.remove("type"));
    layer.set("config", settings);
    return KerasConfig.read(layer, Layer.class);
  }

  private static Layer dense(JsonNode config) {
    requireOnly(
        config,
        "type",
        "name",
        "units",
        "activation",
        "use_bias",
        "kernel_initializer",
        "trainable");
    Dense dense =
        new Dense(
            config.required("units").asInt(),
            activation(config.path("activation").asText("linear")));
    if (config.has("kernel_initializer")) {
      dense = dense.withKernelInitializer(initializer("kernel_initializer", config));
    }
    return config.path("use_bias").asBoolean(true) ? dense : dense.withoutBias();
  }

  private static Layer conv2D(JsonNode config) {
    requireOnly(
        config,
        "type",
        "name",
        "filters",
        "kernel_size",
        "strides",
        "padding",
        "use_bias",
        "trainable");
    Conv2D layer =
        new Conv2D(config.required("filters").asInt(), 1, Activation.LINEAR)
            .withKernelSize(size(config.required("kernel_size")))
            .withStrides(config.has("strides") ? size(config.required("strides")) : Size.square(1))
            .withPadding(padding(config.required("padding")));
    return config.path("use_bias").asBoolean(true) ? layer : layer.withoutBias();
  }

  private static Layer maxPooling2D(JsonNode config) {
    requireOnly(config, "type", "pool_size", "strides", "padding");
    Size pool = size(config.required("pool_size"));
    JsonNode strides = config.required("strides");
    return (strides.isNull()
            ? new MaxPooling2D(pool.height())
            : new MaxPooling2D(pool, size(strides), Padding.VALID))
        .withPadding(padding(config.required("padding")));
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

  static Initializer initializer(String key, JsonNode config) {
    String name = config.required(key).asText();
    long seed = config.path("seed").asLong(1337);
    return switch (name) {
      case "glorot_uniform" -> new GlorotUniform(seed);
      case "he_uniform" -> new HeUniform(seed);
      case "random_uniform" ->
          new RandomUniform(
              config.required("minval").asDouble(), config.required("maxval").asDouble(), seed);
      case "ones" -> new Ones();
      case "zeros" -> new Zeros();
      default -> throw new IllegalArgumentException("unknown initializer: " + config);
    };
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
}
