package io.atelier.models.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.atelier.models.setting.Bound;
import java.util.List;

/** What kind of network is searched for, and by which settings. */
public enum Network {
  /** Equal hidden ReLU layers, with dropout before each and before the last. */
  @JsonProperty("mlp")
  MLP("hidden_layers units activation") {
    @Override
    String model(TrialSettings settings) {
      settings.require("activation", "relu");
      return "mlp-%sx%s"
          .formatted(
              settings.count("units", Bound.UNITS), settings.count("hidden_layers", Bound.LAYERS));
    }
  },
  /** Two convolutions with pooling, then dense ReLU layers, with dropout before each dense one. */
  @JsonProperty("cnn")
  CNN(
      "first_filters first_kernel first_strides second_filters second_kernel second_strides"
          + " dense_units dense_layers") {
    @Override
    String model(TrialSettings settings) {
      String dense = "-dense" + settings.count("dense_units", Bound.UNITS);
      return "cnn-%s-%s%s"
          .formatted(
              convolution(settings, "first"),
              convolution(settings, "second"),
              dense.repeat(settings.layers("dense_layers")));
    }

    private String convolution(TrialSettings settings, String which) {
      return "%sk%ss%s"
          .formatted(
              settings.count(which + "_filters", Bound.FILTERS),
              settings.square(which + "_kernel", Bound.KERNEL),
              settings.square(which + "_strides", Bound.STRIDES));
    }
  };

  private static final String COMMON = "batch_size learning_rate dropout ";

  private final String own;

  Network(String own) {
    this.own = own;
  }

  /** {@return the settings a space must have} */
  List<String> settings() {
    return List.of((COMMON + own).split(" ", -1));
  }

  /**
   * {@return the name of a trial's network}
   *
   * @throws IllegalArgumentException if a setting has no such value
   */
  abstract String model(TrialSettings settings);
}
