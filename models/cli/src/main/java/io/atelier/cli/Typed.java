package io.atelier.cli;

import io.atelier.cli.option.DataOptions;
import io.atelier.cli.option.ParallelOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands as one types them. */
final class Typed {
  private Typed() {}

  /**
   * {@return the command that goes on with what was interrupted}
   *
   * @param chosen its own options
   */
  static String resumption(
      String command, Path out, List<String> chosen, ParallelOptions parallel, DataOptions data) {
    List<String> words = new ArrayList<>(List.of("atelier", command, "--resume"));
    words.addAll(path("--out", out));
    words.addAll(chosen);
    if (parallel.parallel() > 1) {
      words.addAll(List.of("--parallel", Integer.toString(parallel.parallel())));
    }
    data.folder().ifPresent(path -> words.addAll(path("--data", path)));
    return line(words);
  }

  /** A name that begins with a dash may be that of a flag, and is none behind an equals sign. */
  private static List<String> path(String flag, Path path) {
    return path.toString().startsWith("-")
        ? List.of(flag + "=" + path)
        : List.of(flag, path.toString());
  }

  /** {@return words in a line, those in quotes that a shell would take apart} */
  static String line(List<String> words) {
    return String.join(" ", words.stream().map(Typed::quoted).toList());
  }

  private static String quoted(String word) {
    return word.matches("[\\w./~=,:+-]+")
        ? word
        : "\"" + word.replaceAll("[\\\\\"$`]", "\\\\$0") + "\"";
  }
}
