package io.atelier.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Lines about a run of which one file is damaged. */
final class OddRuns {
  private static final List<List<String>> LINES =
      List.of(
          List.of("evaluate", "HERE/run"),
          List.of("predict", "HERE/run", "--index=3"),
          List.of("export", "HERE/run", "HERE/export"),
          List.of("train", "--resume=HERE/run"),
          List.of("feature-maps", "HERE/run", "--out=HERE/maps.png"));

  private enum Damage {
    EMPTIED,
    CUT,
    FLIPPED,
    DELETED,
    A_FOLDER,
    ZEROES,
    LONGER
  }

  private OddRuns() {}

  /** {@return lines about a copy of the run} */
  static Arbitrary<OddLine> damaged() {
    return Combinators.combine(
            Arbitraries.of(LINES),
            Arbitraries.integers().between(0, 99),
            Arbitraries.of(Damage.class),
            Arbitraries.integers().between(0, 1_000_000))
        .as(
            (words, file, damage, place) ->
                OddLine.of(words, "HERE/run", "convolution")
                    .with((folder, run) -> damage(folder, run, file, damage, place))
                    .orHarmless());
  }

  private static void damage(Path folder, Path run, int chosen, Damage damage, int place)
      throws IOException {
    Path copy = folder.resolve("run");
    List<Path> files = copied(run, copy);
    Path file = files.get(chosen % files.size());
    byte[] bytes = Files.readAllBytes(file);
    switch (damage) {
      case EMPTIED -> Files.write(file, new byte[0]);
      case CUT -> Files.write(file, Arrays.copyOf(bytes, place % Math.max(1, bytes.length)));
      case FLIPPED -> {
        if (bytes.length > 0) {
          bytes[place % bytes.length] ^= (byte) (1 << place % 8);
        }
        Files.write(file, bytes);
      }
      case DELETED -> Files.delete(file);
      case A_FOLDER -> {
        Files.delete(file);
        Files.createDirectory(file);
      }
      case ZEROES -> Files.write(file, new byte[bytes.length]);
      case LONGER -> Files.write(file, Arrays.copyOf(bytes, bytes.length + 100));
    }
  }

  private static List<Path> copied(Path run, Path copy) throws IOException {
    List<Path> all;
    try (var walked = Files.walk(run)) {
      all = walked.sorted().toList();
    }
    for (Path from : all) {
      Files.copy(from, copy.resolve(run.relativize(from).toString()));
    }
    return all.stream()
        .filter(Files::isRegularFile)
        .map(from -> copy.resolve(run.relativize(from).toString()))
        .toList();
  }
}
