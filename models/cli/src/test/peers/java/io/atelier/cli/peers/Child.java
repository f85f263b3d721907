package io.atelier.cli.peers;

import com.fasterxml.jackson.databind.SerializationFeature;
import io.atelier.cli.RealData;
import io.atelier.data.Examples;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.dataset.RunData;
import io.atelier.lab.json.Json;

/** A side's JVM: a setting in, one line of JSON out. */
final class Child {
  /** Trains for as long as the pace goes on. */
  @FunctionalInterface
  interface Training {
    void train(Setting setting, Examples examples, Pace pace) throws Exception;
  }

  private Child() {}

  /**
   * Runs a side and ends the JVM.
   *
   * @param args the setting as JSON
   */
  static void main(String side, Training training, String[] args) {
    System.exit(run(side, training, args));
  }

  private static int run(String side, Training training, String[] args) {
    try {
      Setting setting = Json.MAPPER.readValue(args[0], Setting.class);
      RunConfig config = setting.config();
      RunData data = RunData.of(RealData.loaded().set(), config.data()).shapedFor(config.model());
      Pace pace = new Pace(setting.seconds());
      training.train(setting, data.train(), pace);
      System.out.println(
          Json.MAPPER
              .writer()
              .without(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsString(pace.measured(side, setting)));
      return 0;
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      System.err.println(side + ": " + e.toString().replaceAll("\\s+", " "));
      return 1;
    }
  }
}
