package io.atelier.cli.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A run of the program.
 *
 * @param code exit code
 * @param err what it printed to standard error
 */
record Ran(int code, String err) {
  private static final int KILLED = 128 + 9;

  /** The lines in which the program shows how far it is. */
  private static final Pattern PROGRESS =
      Pattern.compile("Epoch \\d.*|\\d+/\\d+ trial .*|Going on after .*| *\\d+ %.*|");

  private static final Pattern NO_PLAIN_WORDS =
      Pattern.compile(
          "java\\.|\\bOOM\\b|out of memory|tensor_allocations", Pattern.CASE_INSENSITIVE);

  /**
   * {@return a run that has ended, with all processes it started}
   *
   * @param log folder of what it printed
   */
  static Ran of(int code, Path log) throws IOException {
    return new Ran(code, Files.readString(log.resolve("err")));
  }

  boolean killed() {
    return code == KILLED;
  }

  /** {@return what is wrong with how it failed: it should say in one line what happened} */
  List<String> complaints() {
    List<String> said = err.lines().filter(line -> !PROGRESS.matcher(line).matches()).toList();
    List<String> found = new ArrayList<>();
    if (said.size() != 1 || !said.get(0).startsWith("atelier: ")) {
      found.add("one line should say why, got %d: %s".formatted(said.size(), said));
    }
    if (said.stream().anyMatch(line -> NO_PLAIN_WORDS.matcher(line).find())) {
      found.add("not said in plain words: " + said);
    }
    return found;
  }
}
