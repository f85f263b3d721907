package io.atelier.data.format;

import io.atelier.data.DataSet;
import io.atelier.data.DataSetException;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.image.ImageCsv;
import io.atelier.data.table.CsvFile;
import io.atelier.data.table.TableEncoding;
import io.atelier.data.table.TableOptions;
import io.atelier.data.table.TargetColumn;
import io.atelier.data.table.WeightColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A CSV file of numbers, categories and missing values with a target column; or a folder with
 * {@code train.csv} and {@code test.csv}, {@code val.csv}. How its columns become inputs: {@link
 * TableEncoding}.
 */
final class TableFormat implements Format {
  static final Pattern FILE = Pattern.compile("(?i).+\\.(csv|tsv)(\\.gz)?");
  private static final Pattern PART =
      Pattern.compile("(?i)(" + PartName.ANY + ")\\.(csv|tsv)(\\.gz)?");

  @Override
  public String name() {
    return "CSV table";
  }

  @Override
  public String description() {
    return "a CSV file with a target column (or train.csv, test.csv, val.csv in a folder)";
  }

  @Override
  public boolean fits(DataPath path) throws IOException {
    return path.isFolder()
        ? path.matching(PART).values().stream()
            .anyMatch(name -> PartName.of(name.group(1)).orElseThrow() == PartName.TRAIN)
        : FILE.matcher(DataPath.name(path.path())).matches() && !ImageCsv.is(path.path());
  }

  @Override
  public Reading read(DataPath path, ReadOptions options) throws IOException {
    Map<PartName, CsvFile> files = files(path);
    TableOptions table = options.table().withoutWeights();
    var notes = new ArrayList<String>();
    CsvFile train = files.get(PartName.TRAIN);
    String name = targetName(train, table, notes);
    for (PartName part : List.of(PartName.VALIDATION, PartName.TEST)) {
      if (files.containsKey(part) && !files.get(part).columns().contains(name)) {
        notes.add(
            "%s has no target column %s, so it is not used."
                .formatted(files.remove(part).path(), name));
      }
    }
    TargetColumn target = TargetColumn.of(name, table.kind(), files.values());
    if (!target.note().isEmpty()) {
      notes.add(target.note());
    }
    TableEncoding encoding = TableEncoding.learned(train, table, name, notes);
    Map<PartName, Examples> parts = new EnumMap<>(PartName.class);
    for (Map.Entry<PartName, CsvFile> part : files.entrySet()) {
      FloatValues inputs = encoding.encode(part.getValue(), notes);
      Examples examples = new Examples(inputs, target.read(part.getValue(), inputs.count()));
      parts.put(part.getKey(), weighed(examples, part.getValue(), table.weights(), notes));
    }
    List<Path> read = files.values().stream().map(CsvFile::path).toList();
    DataSet data = Assembly.dataSet(path, parts, target.classNames(), DataPath.fingerprint(read));
    return new Reading(data, notes, Optional.of(encoding));
  }

  private static Examples weighed(
      Examples examples, CsvFile file, Optional<String> weights, List<String> notes)
      throws IOException {
    if (weights.isEmpty()) {
      return examples;
    }
    if (!file.columns().contains(weights.get())) {
      notes.add(
          "%s has no column of weights %s, so all its rows count alike."
              .formatted(file.path(), weights.get()));
      return examples;
    }
    return examples.weighed(new WeightColumn(weights.get()).read(file, examples.size()));
  }

  private static Map<PartName, CsvFile> files(DataPath path) throws IOException {
    Map<PartName, CsvFile> files = new EnumMap<>(PartName.class);
    if (!path.isFolder()) {
      files.put(PartName.TRAIN, CsvFile.open(path.path()));
      return files;
    }
    for (var each : path.matching(PART).entrySet()) {
      PartName part = PartName.of(each.getValue().group(1)).orElseThrow();
      CsvFile other = files.put(part, CsvFile.open(each.getKey()));
      if (other != null) {
        throw new DataSetException(
            "%s needs one file for its part %s, got %s and %s; take one out"
                .formatted(
                    path.path(), part, other.path().getFileName(), each.getKey().getFileName()));
      }
    }
    return files;
  }

  private static String targetName(CsvFile train, TableOptions options, List<String> notes)
      throws DataSetException {
    if (!train.headed()) {
      notes.add(
          "%s has numbers in its first line, so its columns are called column 1 to column %s."
              .formatted(train.path(), train.columns().size()));
    }
    List<String> named = new ArrayList<>(options.without());
    named.addAll(options.categories());
    options.target().ifPresent(named::add);
    for (String column : named) {
      if (!train.columns().contains(column)) {
        throw new DataSetException(
            "%s needs a column %s, got %s; name one of these"
                .formatted(train.path(), column, train.columns()));
      }
    }
    if (options.target().isPresent()) {
      return options.target().get();
    }
    List<String> left =
        train.columns().stream().filter(column -> !options.without().contains(column)).toList();
    if (left.isEmpty()) {
      throw new DataSetException(
          "%s needs a target column, got none that is not left out; leave fewer out"
              .formatted(train.path()));
    }
    String last = left.get(left.size() - 1);
    notes.add("The last column, %s, is the target; name another if it is not.".formatted(last));
    return last;
  }
}
