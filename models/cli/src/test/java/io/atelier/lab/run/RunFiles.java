package io.atelier.lab.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.lab.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a run left, read as a stranger would.
 *
 * @param path of the run folder
 */
public record RunFiles(Path path) {

  /** {@return report.json} */
  public JsonNode report() throws IOException {
    return Json.MAPPER.readTree(Files.readAllBytes(path.resolve("report.json")));
  }

  /** {@return the rows of history.csv, without its header, in cells} */
  public List<List<String>> history() throws IOException {
    return Files.readAllLines(path.resolve("history.csv")).stream()
        .skip(1)
        .map(line -> Arrays.asList(line.split(",", -1)))
        .toList();
  }

  /** {@return the rows of history.csv but for the last column, the seconds} */
  public List<List<String>> learned() throws IOException {
    return history().stream().map(row -> row.subList(0, 6)).toList();
  }
}
