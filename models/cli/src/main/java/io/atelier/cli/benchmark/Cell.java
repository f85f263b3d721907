package io.atelier.cli.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.json.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cell of the table that compares training with other libraries, as it is written: {@code
 * mlp-large-128+dropout0.2:32:float32} is a network, with dropout or without, its batch size and
 * its precision.
 *
 * @param text as it is written
 * @param config the settings it stands for
 */
public record Cell(String text, RunConfig config) {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?<model>[^:+]+)(\\+dropout(?<dropout>0?\\.\\d+))?:(?<batch>\\d{1,6}):(?<precision>\\w+)");

  /**
   * {@return the cell that is written so}
   *
   * @param device {@code "cpu"} or {@code "gpu"}
   * @throws IllegalArgumentException if it is written otherwise, or a value is unknown or out of
   *     its range
   */
  public static Cell of(String text, String device) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw new IllegalArgumentException(
          "a cell needs MODEL[+dropoutRATE]:BATCH:PRECISION, got "
              + text
              + "; for example mlp-large-128+dropout0.2:32:float32");
    }
    ObjectNode settings = Json.MAPPER.createObjectNode();
    settings.put("model", written.group("model"));
    if (written.group("dropout") != null) {
      settings.put("dropout", Double.parseDouble(written.group("dropout")));
    }
    settings.put("batchSize", Integer.parseInt(written.group("batch")));
    settings.put("precision", written.group("precision"));
    settings.put("device", device);
    return new Cell(text, RunConfigs.of(settings));
  }
}
