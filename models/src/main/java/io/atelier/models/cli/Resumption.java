package io.atelier.models.cli;

import io.atelier.models.run.Difference;
import io.atelier.models.run.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rule for flags beside {@code --resume}: what was begun goes on with its own settings. A flag
 * may repeat one of them, so that a command that was cut off can be given again; one that says
 * something else is refused. Flags that no file keeps may say anything: {@code --parallel}, {@code
 * --data}, {@code --only}, {@code --timings}, and {@code reproduce --trials}, which gives the
 * searches another number of trials.
 */
final class Resumption {
  private Resumption() {}

  /**
   * Requires flags that say what a folder says.
   *
   * @param file that keeps the settings
   * @param said the settings with the flags over them
   * @param there the settings
   * @param flags names of flags by setting, where they are others
   * @throws IllegalArgumentException if some say something else; the message names all of them
   */
  static void require(Path file, Object said, Object there, Map<String, String> flags) {
    List<Difference> others =
        Difference.between(Json.MAPPER.valueToTree(said), Json.MAPPER.valueToTree(there));
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          "--resume goes on with the settings of %s, got %s; leave these out, or begin anew in another folder"
              .formatted(
                  file,
                  others.stream().map(one -> flag(one, flags)).collect(Collectors.joining(", "))));
    }
  }

  private static String flag(Difference other, Map<String, String> flags) {
    String name = flags.getOrDefault(other.setting(), other.setting());
    return "--%s %s instead of %s".formatted(spelled(name), other.now(), other.before());
  }

  /** {@return a name as flags are spelled: {@code batch-size} for {@code batchSize}} */
  private static String spelled(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
