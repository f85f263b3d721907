package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.file.Folder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * 300 odd lines, the same in every run: each is refused in one line that names what is wrong, and
 * nothing is written. Another seed gives other lines; jqwik prints the line at fault.
 */
class OddCommandLinesTest {
  private static Path place;
  private static Path mlp;
  private static Path cnn;
  private static String evaluated;

  @BeforeContainer
  static void train() throws IOException {
    place = Files.createTempDirectory("odd");
    mlp = place.resolve("mlp");
    cnn = place.resolve("cnn");
    Cli.run("train", "mlp-small-64", "--epochs=1", "--limit=640", "--out", mlp).good();
    Cli.run("train", "cnn-small-32", "--epochs=1", "--limit=100", "--out", cnn).good();
    evaluated = Cli.run("evaluate", mlp).good().out();
  }

  @AfterContainer
  static void delete() throws IOException {
    Folder.delete(place);
  }

  @Provide
  Arbitrary<OddLine> oddLines() {
    return Arbitraries.frequencyOf(
        Tuple.of(80, OddFlags.values()),
        Tuple.of(20, OddFlags.misspelt()),
        Tuple.of(30, OddFlags.misplaced()),
        Tuple.of(30, OddFlags.contradictory()),
        Tuple.of(50, OddJson.values()),
        Tuple.of(20, OddJson.files()),
        Tuple.of(20, OddFiles.paths()),
        Tuple.of(10, OddFiles.pictures()),
        Tuple.of(10, OddFiles.data()),
        Tuple.of(30, OddRuns.damaged()));
  }

  @Property(
      tries = 300,
      seed = "11",
      generation = GenerationMode.RANDOMIZED,
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void areRefusedInOneLineAndNothingIsWritten(@ForAll("oddLines") OddLine odd) throws IOException {
    Path here = Files.createDirectory(place.resolve("here"));
    try {
      odd.files().put(here, mlp);
      judge(odd, here);
    } finally {
      Folder.delete(here);
    }
  }

  private static void judge(OddLine odd, Path here) throws IOException {
    UnaryOperator<String> placed = text -> placed(text, here);
    Map<String, Integer> before = content(place);
    List<Path> runs = inside(Path.of("runs"));
    Cli cli = Cli.run(odd.words().stream().map(placed).toArray());
    if (odd.harmless() && cli.code() == 0) {
      answersAsIfWhole(odd, cli, here);
    } else {
      assertThat(cli.code()).as("exit code of %s", odd.words()).isIn(1, 2);
      refused(cli, odd.blamed().stream().map(placed).toList());
      assertThat(content(place)).as("files").isEqualTo(before);
      assertThat(inside(Path.of("runs"))).isEqualTo(runs);
    }
  }

  private static String placed(String text, Path here) {
    return text.replaceFirst("(^|=)RUN$", "$1" + mlp)
        .replaceFirst("(^|=)CNN$", "$1" + cnn)
        .replaceFirst("HERE(/|$)", here + "$1");
  }

  private static void refused(Cli cli, List<String> blamed) {
    assertThat(cli.code()).as("exit code; %s%s", cli.out(), cli.err()).isIn(1, 2);
    String line = cli.err().replaceFirst("\\R$", "");
    assertThat(line)
        .startsWith("atelier: ")
        .doesNotContain("Exception", "at io.atelier", "java.", "{{node", "Error:")
        .doesNotContainPattern("\\p{Cntrl}");
    assertThat(blamed).as(line).anyMatch(line::contains);
    assertThat(cli.out()).isEmpty();
  }

  /** A file that the command does not need, or makes again. */
  private static void answersAsIfWhole(OddLine odd, Cli cli, Path here) throws IOException {
    Path run = here.resolve("run");
    if (odd.words().get(0).equals("evaluate")) {
      assertThat(cli.out()).isEqualTo(evaluated);
    } else if (cli.err().endsWith("nothing is left to train.\n")) {
      // It did not look at the weights; whoever needs them does.
      Cli used = Cli.run("evaluate", run);
      if (used.code() == 0) {
        assertThat(used.out()).isEqualTo(evaluated);
      } else {
        refused(used, List.of(run.toString()));
      }
    } else {
      assertThat(Cli.run("evaluate", run).good().out()).isEqualTo(evaluated);
    }
    assertThat(content(place).keySet()).noneMatch(file -> file.matches(".*/\\.[^/]*"));
  }

  private static Map<String, Integer> content(Path folder) throws IOException {
    Map<String, Integer> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files.forEach(file -> content.put(folder.relativize(file).toString(), hash(file)));
    }
    return content;
  }

  private static int hash(Path file) {
    try {
      boolean large = !Files.isRegularFile(file) || Files.isSymbolicLink(file);
      return large ? 0 : Arrays.hashCode(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> inside(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
