package io.atelier.cli.option;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.format.ReadOptions;
import io.atelier.engine.config.KerasConfig;
import io.atelier.lab.config.Overlay;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is trained on. */
public final class SourceOptions {
  private static final String READING = "reading";

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description = {
        "Your data: a folder of pictures with a sub-folder for each class, a CSV file, a folder of IDX files or"
            + " CIFAR binaries, an NPZ file; 'atelier data DATA' says what is in it. Or the name of a data set,"
            + " one of those that 'atelier data' lists, or a folder with its files.",
        "Default: the data set that the model is known for."
      })
  private String data;

  @Mixin private ReadingOptions reading;

  /**
   * {@return the file or folder that the flag names; empty without it, and for a data set's name}
   */
  Optional<String> own() {
    return Optional.ofNullable(data).filter(given -> !LoadedData.isNamed(given));
  }

  /**
   * {@return where the files of a data set are that is known by name; empty to look for them, and
   * for data that are none}
   *
   * @param source what is trained on if the flag does not say it
   * @param begun whether that is settled, as of a run that goes on
   * @throws IllegalArgumentException if the flag names nothing that is there
   */
  public Optional<Path> elsewhere(String source, boolean begun) {
    if (data == null || LoadedData.isNamed(data)) {
      return Optional.empty();
    }
    LoadedData.requireKnown(data);
    Path path = Path.of(data);
    boolean same = (begun && !source.isEmpty()) || LoadedData.isMeant(source, path);
    return same ? Optional.of(path) : Optional.empty();
  }

  /**
   * {@return whether the flag names other data than these}
   *
   * @param source they are
   * @param elsewhere as {@link #elsewhere} gave it
   */
  public boolean areOther(String source, Optional<Path> elsewhere) {
    return data != null && elsewhere.isEmpty() && !source(data).equals(source);
  }

  private static String source(String data) {
    return LoadedData.isNamed(data) ? data : absolute(Path.of(data));
  }

  /**
   * Adds what the flags say of the data, but where they are.
   *
   * @param elsewhere as {@link #elsewhere} gave it
   * @throws IllegalArgumentException if the flags do not fit the data
   */
  public void choose(ObjectNode chosen, Optional<Path> elsewhere) throws IOException {
    if (data != null && elsewhere.isEmpty()) {
      chosen.withObject("/data").put("source", source(data));
    }
    if (reading.given().isEmpty()) {
      return;
    }
    requireFit(chosen.at("/data/source").asText());
    ObjectNode own = chosen.withObject("/data");
    own.set(READING, Json.MAPPER.valueToTree(reading.over(before(own.path(READING)))));
  }

  /** {@return options as settings say them, whole or in part} */
  private static ReadOptions before(JsonNode said) {
    if (said.isMissingNode()) {
      return ReadOptions.DEFAULT;
    }
    ObjectNode defaults = Json.MAPPER.valueToTree(ReadOptions.DEFAULT);
    return KerasConfig.read(
        said instanceof ObjectNode part ? Overlay.over(defaults, part) : said, ReadOptions.class);
  }

  private void requireFit(String source) throws IOException {
    String flag = reading.given().get(0);
    if (source.isEmpty() || LoadedData.isNamed(source)) {
      throw new IllegalArgumentException(
          flag + " needs data of your own, got none; give --data PATH, or leave it out");
    }
    var unused = reading.format(Path.of(source));
  }

  /** {@return a path, absolute if something is there: a run may go on from another folder} */
  static String absolute(Path path) {
    return Files.exists(path) ? path.toAbsolutePath().normalize().toString() : path.toString();
  }
}
