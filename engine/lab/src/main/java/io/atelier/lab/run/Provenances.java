package io.atelier.lab.run;

import io.atelier.engine.runtime.device.NativeLibrary;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.report.Report.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Finds out what makes a run. */
public final class Provenances {
  private Provenances() {}

  /** {@return the provenance of a run on the given data} */
  static Provenance of(LoadedData data, Instant started) {
    return new Provenance(
        started.truncatedTo(ChronoUnit.SECONDS).toString(),
        versions(),
        commit(),
        withoutHome(data.place()),
        data.hashes());
  }

  /** A report may be given away: it does not say who made it. */
  public static String withoutHome(Path folder) {
    Path home = Path.of(System.getProperty("user.home"));
    return folder.startsWith(home)
        ? Path.of("~").resolve(home.relativize(folder)).toString()
        : folder.toString();
  }

  /** {@return versions by name} */
  public static Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("atelier", version());
    versions.put("tensorflow", NativeLibrary.version());
    versions.put("java", System.getProperty("java.version"));
    versions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    versions.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    return versions;
  }

  /** {@return the program's version, as the build wrote it} */
  public static String version() {
    Properties properties = new Properties();
    try (var stream = Provenances.class.getResourceAsStream("/atelier.properties")) {
      properties.load(stream);
    } catch (IOException e) {
      return "unknown";
    }
    return properties.getProperty("version", "unknown");
  }

  /**
   * {@return the commit of the program's sources, or {@code unknown}: the launcher says where they
   * are, a library user's class path does not}
   */
  public static String commit() {
    return Optional.ofNullable(System.getProperty("atelier.home"))
        .map(Path::of)
        .filter(home -> Files.exists(home.resolve(".git")))
        .map(Provenances::head)
        .orElse("unknown");
  }

  private static String head(Path home) {
    try {
      Process git =
          new ProcessBuilder("git", "-C", home.toString(), "rev-parse", "HEAD")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String commit =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0 ? commit : "unknown";
    } catch (IOException e) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }
}
