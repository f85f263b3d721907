package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.pooling.MaxPooling2D;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.runtime.build.Blueprint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.tensorflow.ndarray.Shape;

/** Cases of summaries and numbers of weights. */
final class GoldenSummaries {
  private GoldenSummaries() {}

  static void text(Golden golden) {
    JsonNode config = golden.config();
    Model model =
        new Model(
            config.required("name").asText(),
            input(config),
            GoldenSpecs.layers(config.required("layers")));
    boolean withTrainable = config.required("show_trainable").asBoolean();
    assertThat(ModelSummary.of(model).text(false, withTrainable) + "\n")
        .isEqualTo(golden.expected("text").asText());
  }

  static void parameters(Golden golden) {
    Model model = model(golden.config());
    ModelSummary summary = ModelSummary.of(model);
    long trainable = summary.trainableParameters();
    if (golden.expects("total")) {
      golden.check("total", summary.parameters());
    }
    if (golden.expects("trainable")) {
      golden.check("trainable", trainable);
    }
    if (golden.expects("non_trainable")) {
      golden.check("non_trainable", summary.parameters() - trainable);
    }
    if (golden.expects("optimizer_params")) {
      assertThat(golden.config().required("optimizer").asText()).isEqualTo("Adam");
      // Keras 3 keeps the iteration and the learning rate as variables of the optimizer, too.
      long optimizer = new Adam(0.001).slots(Shape.scalar()).size() * trainable + 2;
      golden.check("optimizer_params", optimizer);
      golden.check("total_with_optimizer", summary.parameters() + optimizer);
    }
    if (golden.expects("flatten")) {
      golden.check("flatten", shapes(model, "Flatten"));
      golden.check("after_pool", shapes(model, "MaxPooling2D"));
    }
  }

  /** {@return the output shapes of all layers of a type, without the batch} */
  private static double[] shapes(Model model, String type) {
    return Blueprint.of(model).rows().stream()
        .filter(row -> row.type().equals(type))
        .flatMapToLong(row -> LongStream.of(row.output().tail().asArray()))
        .asDoubleStream()
        .toArray();
  }

  private static Model model(JsonNode config) {
    if (config.has("layers")) {
      return new Model("golden", input(config), GoldenSpecs.layers(config.required("layers")));
    }
    return config.has("model")
        ? multilayerPerceptron(config.required("model").asText())
        : convolutional(config);
  }

  private static Input input(JsonNode config) {
    return Input.floats(
        config.required("input_shape").valueStream().mapToLong(JsonNode::asLong).toArray());
  }

  /** {@return the network of a text such as {@code 784 -> 64 -> 10 softmax}} */
  private static Model multilayerPerceptron(String text) {
    String[] sizes = text.split(" -> ", -1);
    List<Layer> layers = new ArrayList<>();
    for (int i = 1; i < sizes.length; i++) {
      String[] words = sizes[i].split(" ", -1);
      Activation activation = words.length > 1 ? GoldenSpecs.activation(words[1]) : Activation.RELU;
      layers.add(new Dense(Integer.parseInt(words[0]), activation));
    }
    return new Model("golden", Input.floats(Long.parseLong(sizes[0])), layers);
  }

  /** {@return the paper's network: 3x3 convolutions and 2x2 poolings, all padded, then dense} */
  private static Model convolutional(JsonNode config) {
    List<Layer> layers = new ArrayList<>();
    for (JsonNode filters : config.required("filters")) {
      layers.add(new Conv2D(filters.asInt(), 3, Activation.RELU).withPadding(Padding.SAME));
      layers.add(new MaxPooling2D(2).withPadding(Padding.SAME));
    }
    layers.add(new Flatten());
    if (!config.required("dense").isNull()) {
      layers.add(new Dense(config.required("dense").asInt(), Activation.RELU));
    }
    layers.add(new Dense(10, Activation.SOFTMAX));
    return new Model("golden", Input.floats(28, 28, 1), layers);
  }
}
