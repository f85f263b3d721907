package io.atelier.data.format;

import io.atelier.data.DataSetException;
import io.atelier.data.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The {@code mapping.txt} of EMNIST: a line for each label, with the code of the character that it
 * stands for, or of several, such as {@code 1 65 97} for A and a.
 */
final class ClassMapping {
  private static final Pattern LINE = Pattern.compile("\\s*\\d{1,9}(\\s+\\d{1,6})+\\s*");

  private ClassMapping() {}

  /**
   * {@return the names by label; none where the folder has no such file for this set}
   *
   * @param set what the names of the data set's files begin with
   * @param files those of the data set; the mapping is added to them
   */
  static Map<Integer, String> of(DataPath path, String set, List<Path> files) throws IOException {
    Path file = path.file(set.isEmpty() ? "mapping.txt" : set + "-mapping.txt").orElse(null);
    if (file == null) {
      return Map.of();
    }
    files.add(file);
    var names = new HashMap<Integer, String>();
    for (String line : WholeFile.read(file).lines().toList()) {
      if (line.isBlank()) {
        continue;
      }
      if (!LINE.matcher(line).matches()) {
        throw wrong(file, line);
      }
      String[] numbers = line.strip().split("\\s+", -1);
      List<Integer> codes = Stream.of(numbers).skip(1).map(Integer::valueOf).toList();
      boolean characters =
          codes.stream().allMatch(c -> Character.isValidCodePoint(c) && !Character.isISOControl(c));
      if (!characters) {
        throw wrong(file, line);
      }
      String name = codes.stream().map(Character::toString).collect(Collectors.joining("/"));
      if (names.put(Integer.valueOf(numbers[0]), name) != null) {
        throw wrong(file, line);
      }
    }
    return Map.copyOf(names);
  }

  private static DataSetException wrong(Path file, String line) {
    return new DataSetException(
        "%s needs lines of a label and the codes of its characters, each label once, got '%s'; take the file anew or delete it"
            .formatted(file, line));
  }
}
