package io.atelier.cli.option;

import io.atelier.lab.run.Difference;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The rule for flags beside {@code --resume}: what was begun goes on with its own settings. A flag
 * may repeat one of them, so that a command that was cut off can be given again; one that says
 * something else is refused. Flags that no file keeps may say anything: {@code --parallel}, {@code
 * --data}, {@code --only}, {@code --timings}, and {@code reproduce --trials}, which gives the
 * searches another number of trials; and {@code train --epochs} says how many the run goes on to.
 */
public final class Resumption {
  private Resumption() {}

  /** Requires flags that say what a folder says, each of them. */
  public static void require(
      Path file, Object said, Object there, CommandSpec command, Map<String, String> flags) {
    require(file, said, there, command, flags, Set.of());
  }

  /**
   * Requires flags that say what a folder says.
   *
   * @param free settings that may be others
   * @param file that keeps the settings
   * @param said the settings with the flags over them
   * @param there the settings
   * @param command whose flags they are
   * @param flags names of flags by setting, where they are others
   * @throws IllegalArgumentException if some say something else; the message names all of them
   */
  public static void require(
      Path file,
      Object said,
      Object there,
      CommandSpec command,
      Map<String, String> flags,
      Set<String> free) {
    List<Difference> others = Difference.without(Difference.between(said, there), free);
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          "--resume goes on with the settings of %s, got %s; leave these out, or begin anew in another folder"
              .formatted(
                  file,
                  others.stream()
                      .map(one -> named(one, command, flags))
                      .collect(Collectors.joining(", "))));
    }
  }

  /** A setting that has no flag was said by a file, and is named as it is there. */
  private static String named(Difference other, CommandSpec command, Map<String, String> flags) {
    String setting = other.setting();
    String flag = "--" + spelled(flags.getOrDefault(setting, setting));
    boolean known = command.optionsMap().containsKey(flag);
    return "%s %s instead of %s"
        .formatted(known ? flag : "setting " + setting, other.now(), other.before());
  }

  /** {@return a name as flags are spelled: {@code batch-size} for {@code batchSize}} */
  private static String spelled(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
