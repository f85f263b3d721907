package io.atelier.cli.option;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.config.KerasConfig;
import io.atelier.keras.KerasFile;
import io.atelier.lab.config.Presets;
import io.atelier.lab.config.RunConfigs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which model is trained. */
public final class ModelOptions {
  private static final String DEFAULT_MODEL = "cnn-medium-32-64";
  private static final List<String> ENDINGS = List.of(".json", ".keras", ".h5", ".hdf5");

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      completionCandidates = ModelNames.class,
      description =
          "A file with a model's Keras config (Python's model.to_json()), a .keras or .h5 file, of which"
              + " only the network is taken, or a name from 'atelier models'."
              + " Default: "
              + DEFAULT_MODEL
              + ".")
  private String model;

  @Option(names = "--model", paramLabel = "MODEL", description = "The same, as a flag.")
  private String modelFlag;

  /** {@return whether a model was given without {@code --model} before it} */
  public boolean isArgument() {
    return model != null;
  }

  /** {@return whether a model was given} */
  public boolean isGiven() {
    return given().isPresent();
  }

  private Optional<String> given() {
    return Optional.ofNullable(model).or(() -> Optional.ofNullable(modelFlag));
  }

  /** {@return whether a model of the program has this name} */
  public static boolean isKnown(String name) {
    try {
      return Presets.named(name).model().name().equals(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * {@return the data that are trained on if no flag says it; empty if nothing does}
   *
   * @param begun the settings without the flags
   * @throws IllegalArgumentException if they name a model that does not exist
   */
  public String source(ObjectNode begun) {
    String source = begun.at("/data/source").asText();
    if (!source.isEmpty()) {
      return source;
    }
    Optional<String> given = given();
    if (given.isPresent()) {
      boolean known = begun.path("model").isTextual() || isKnown(given.get());
      return known ? sourceOf(given.get()) : "";
    }
    boolean named = begun.path("model").isTextual() || !begun.has("model");
    return named ? sourceOf(begun.path("model").asText()) : "";
  }

  private static String sourceOf(String name) {
    return RunConfigs.source(name.isEmpty() ? DEFAULT_MODEL : name);
  }

  /**
   * Adds the model to the settings: a name, or what a file says. Without one the settings keep
   * theirs, or get the default.
   *
   * @param data trained on
   * @throws IllegalArgumentException if there are two models, a file is none, or the default does
   *     not fit the data
   * @throws IOException if the file cannot be read
   */
  public void choose(ObjectNode chosen, SourceOptions data) throws IOException {
    if (model != null && modelFlag != null) {
      throw new IllegalArgumentException(
          "--model needs no other model beside it, got " + model + "; leave one out");
    }
    Optional<String> given = given();
    if (given.isEmpty()) {
      if (!chosen.has("model")) {
        requireKnown(data);
        chosen.put("model", DEFAULT_MODEL);
      }
    } else if (isName(given.get())) {
      // A model of this name may have been changed by the settings, and is then kept.
      if (!chosen.path("model").at("/config/name").asText().equals(given.get())) {
        chosen.put("model", given.get());
      }
    } else {
      chosen.set("model", KerasConfig.tree(KerasFile.model(Path.of(given.get()))));
    }
  }

  /** {@return what a new run leaves of a file with its model, in words: the weights; else empty} */
  public Optional<String> note() {
    return given()
        .filter(file -> !isName(file) && KerasFile.is(Path.of(file)))
        .map("Only the network of %s is taken, not its weights: they begin anew."::formatted);
  }

  private static void requireKnown(SourceOptions data) {
    Optional<String> own = data.own();
    if (own.isPresent() && data.elsewhere(sourceOf(DEFAULT_MODEL), false).isEmpty()) {
      throw new IllegalArgumentException(
          "train needs a model for %s, got none; 'atelier init %s' writes a first one"
              .formatted(own.get(), own.get()));
    }
  }

  /** {@return whether this is a model's name; else it is a file's, there or not} */
  private static boolean isName(String model) {
    boolean file =
        ENDINGS.stream().anyMatch(model::endsWith)
            || model.contains("/")
            || Files.isRegularFile(Path.of(model));
    return isKnown(model) || !file;
  }
}
