package io.atelier.models.cli;

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
    List<String> words = new ArrayList<>(List.of("atelier", command, "--resume", "--out"));
    words.add(out.toString());
    words.addAll(chosen);
    if (parallel.parallel() > 1) {
      words.addAll(List.of("--parallel", Integer.toString(parallel.parallel())));
    }
    data.folder().ifPresent(path -> words.addAll(List.of("--data", path.toString())));
    return line(words);
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
