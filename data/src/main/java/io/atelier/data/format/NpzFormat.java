package io.atelier.data.format;

import io.atelier.data.DataSet;
import io.atelier.data.DataSetException;
import io.atelier.data.Examples;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * An NPZ file with the arrays {@code x_train, y_train, x_test, y_test, x_val, y_val}, as Keras' own
 * data sets have; with {@code x, y}; or with {@code train_images, train_labels} and so on. Integers
 * as targets {@code [n]} or {@code [n, 1]} are class labels, floats are numbers to predict.
 */
final class NpzFormat implements Format {
  private static final String INPUTS = "x|images|inputs|data|features";
  private static final String TARGETS = "y|labels|targets|target";
  private static final Pattern ARRAY =
      Pattern.compile(
          "(?i)(?<first>WHAT)[-_]?(?<part>PART)|(?<before>PART)[-_](?<second>WHAT)|(?<only>WHAT)"
              .replace("WHAT", INPUTS + "|" + TARGETS)
              .replace("PART", PartName.ANY));

  @Override
  public String name() {
    return "NPZ file";
  }

  @Override
  public String description() {
    return "an NPZ file (x_train, y_train, x_test, y_test; or x, y)";
  }

  @Override
  public boolean fits(DataPath path) {
    return !path.isFolder() && DataPath.name(path.path()).toLowerCase(Locale.ROOT).endsWith(".npz");
  }

  @Override
  public Reading read(DataPath path, ReadOptions options) throws IOException {
    Path file = path.path();
    try (NpzFile npz = NpzFile.open(file)) {
      Map<PartName, String> inputs = new EnumMap<>(PartName.class);
      Map<PartName, String> targets = new EnumMap<>(PartName.class);
      var notes = new ArrayList<String>();
      sort(file, npz.names(), inputs, targets, notes);
      Map<PartName, Values> x = new EnumMap<>(PartName.class);
      Map<PartName, Values> y = new EnumMap<>(PartName.class);
      for (PartName part : inputs.keySet()) {
        NpyArray input = npz.read(inputs.get(part));
        NpyArray target = npz.read(targets.get(part));
        x.put(part, examples(input));
        y.put(part, targets(target));
        if (x.get(part).count() != y.get(part).count()) {
          throw new DataSetException(
              "%s needs as many targets as inputs for its part %s, got %s%s and %s%s; write both anew"
                  .formatted(
                      file,
                      part,
                      inputs.get(part),
                      input.shape(),
                      targets.get(part),
                      target.shape()));
        }
      }
      Map<String, String> hashes = DataPath.fingerprint(List.of(file));
      return Reading.of(dataSet(path, x, y, hashes, notes), notes);
    }
  }

  /** Sorts the arrays by what they are and by part. */
  private static void sort(
      Path file,
      List<String> names,
      Map<PartName, String> inputs,
      Map<PartName, String> targets,
      List<String> notes)
      throws DataSetException {
    for (String name : names) {
      Matcher match = ARRAY.matcher(name);
      if (!match.matches()) {
        notes.add("The array %s was not read: its name says no part.".formatted(name));
        continue;
      }
      String part = match.group("part") != null ? match.group("part") : match.group("before");
      String what =
          match.group("only") != null
              ? match.group("only")
              : match.group("first") != null ? match.group("first") : match.group("second");
      PartName known = part == null ? PartName.TRAIN : PartName.of(part).orElseThrow();
      boolean input = what.toLowerCase(Locale.ROOT).matches(INPUTS);
      String other = (input ? inputs : targets).putIfAbsent(known, name);
      if (other != null) {
        throw new DataSetException(
            "%s needs one array of each kind for its part %s, got %s and %s; take one out"
                .formatted(file, known, other, name));
      }
    }
    if (!inputs.keySet().equals(targets.keySet()) || !inputs.containsKey(PartName.TRAIN)) {
      throw new DataSetException(
          "%s needs arrays x_train and y_train, and both or neither of x_test, y_test and x_val, y_val, or only x and y, got %s; rename its arrays"
              .formatted(file, names));
    }
  }

  private static Values examples(NpyArray array) throws DataSetException {
    if (array.shape().size() < 2) {
      throw new DataSetException(
          "%s needs inputs [n, ...] with a shape for each example, got %s; reshape it, to [n, 1] for one number each"
              .formatted(array.source(), array.shape()));
    }
    return array.values();
  }

  private static Values targets(NpyArray array) throws DataSetException {
    if (array.shape().isEmpty()) {
      throw new DataSetException(
          "%s needs targets [n], got a single number; give one for each example"
              .formatted(array.source()));
    }
    Values values = array.header().type().isFloat() ? array.floats() : array.ints();
    return values.exampleShape().equals(List.of(1)) ? values.reshape() : values;
  }

  private static DataSet dataSet(
      DataPath path,
      Map<PartName, Values> x,
      Map<PartName, Values> y,
      Map<String, String> hashes,
      List<String> notes)
      throws DataSetException {
    Values train = y.get(PartName.TRAIN);
    boolean labels =
        y.values().stream().allMatch(v -> v instanceof IntValues && v.shape().size() == 1);
    if (labels) {
      Map<PartName, IntValues> numbers = new EnumMap<>(PartName.class);
      y.forEach((part, values) -> numbers.put(part, (IntValues) values));
      return Assembly.classified(path, x, numbers, String::valueOf, hashes, notes);
    }
    Map<PartName, Examples> parts = new EnumMap<>(PartName.class);
    x.forEach((part, values) -> parts.put(part, new Examples(values, y.get(part))));
    boolean several = train instanceof IntValues && train.shape().size() == 2;
    List<String> names =
        several
            ? IntStream.range(0, train.shape().get(1)).mapToObj(String::valueOf).toList()
            : List.of();
    return Assembly.dataSet(path, parts, names, hashes);
  }
}
