package io.atelier.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A command line in which something is odd, to be refused.
 *
 * <p>In its words and texts {@code HERE} stands for an empty folder, {@code RUN} and {@code CNN}
 * for trained runs. Nothing trains by mistake: {@link #NO_DATA} is a data set that is not there,
 * and whoever gets as far as looking for it has taken everything else.
 *
 * @param words of the line
 * @param files what is put into the folder first
 * @param blamed texts of which standard error has one: the flag or file at fault
 * @param harmless whether it may also be answered, as if nothing were odd
 */
record OddLine(List<String> words, Files files, List<String> blamed, boolean harmless) {
  static final String NO_DATA = "--data=HERE/none";

  /** Who names this has looked for data, and taken what came before. */
  static final String TAKEN = "--data: HERE/none";

  /** What is put into a folder. */
  interface Files {
    void put(Path folder, Path run) throws IOException;
  }

  static OddLine of(List<String> words, String... blamed) {
    return new OddLine(words, (folder, run) -> {}, Arrays.asList(blamed), false);
  }

  OddLine with(Files odd) {
    return new OddLine(words, odd, blamed, harmless);
  }

  OddLine orHarmless() {
    return new OddLine(words, files, blamed, true);
  }

  @Override
  public String toString() {
    return words.stream().map(word -> word.length() > 99 ? word.substring(0, 99) : word).toList()
        + " should blame one of "
        + blamed.stream().map(text -> text.length() > 99 ? text.substring(0, 99) : text).toList();
  }
}
