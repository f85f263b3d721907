package io.atelier.data.format;

import io.atelier.data.DataSet;
import io.atelier.data.DataSetException;
import io.atelier.data.Examples;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Makes data sets of the parts that were read. */
final class Assembly {
  private Assembly() {}

  /**
   * {@return a data set whose class numbers are consecutive from 0, whatever the labels are}
   *
   * @param labels {@code [n]} by part
   * @param name what a label is called
   * @param notes gets a sentence if numbers change
   */
  static DataSet classified(
      DataPath path,
      Map<PartName, ? extends Values> inputs,
      Map<PartName, IntValues> labels,
      IntFunction<String> name,
      Map<String, String> fingerprint,
      List<String> notes)
      throws DataSetException {
    NavigableMap<Integer, Integer> numbers = new TreeMap<>();
    labels.values().forEach(part -> Arrays.stream(part.values()).forEach(i -> numbers.put(i, 0)));
    List<String> names = new ArrayList<>();
    for (Map.Entry<Integer, Integer> each : numbers.entrySet()) {
      each.setValue(names.size());
      names.add(name.apply(each.getKey()));
    }
    boolean same = numbers.entrySet().stream().allMatch(e -> e.getKey().equals(e.getValue()));
    if (!same) {
      notes.add(
          "The labels %s to %s became the class numbers 0 to %s."
              .formatted(numbers.firstKey(), numbers.lastKey(), names.size() - 1));
    }
    Map<PartName, Examples> parts = new EnumMap<>(PartName.class);
    for (Map.Entry<PartName, IntValues> part : labels.entrySet()) {
      int[] values = part.getValue().values();
      IntValues targets =
          same
              ? part.getValue()
              : IntValues.of(Arrays.stream(values).map(numbers::get).toArray(), values.length);
      parts.put(part.getKey(), new Examples(inputs.get(part.getKey()), targets));
    }
    return dataSet(path, parts, names, fingerprint);
  }

  /** {@return a data set of these parts} */
  static DataSet dataSet(
      DataPath path,
      Map<PartName, Examples> parts,
      List<String> classNames,
      Map<String, String> fingerprint)
      throws DataSetException {
    return new DataSet(
        path.setName(),
        required(path.path(), parts),
        Optional.ofNullable(parts.get(PartName.VALIDATION)),
        Optional.ofNullable(parts.get(PartName.TEST)),
        classNames,
        fingerprint);
  }

  private static Examples required(Path path, Map<PartName, Examples> parts)
      throws DataSetException {
    if (!parts.containsKey(PartName.TRAIN)) {
      throw new DataSetException(
          "%s needs a part to train on, got only %s; add it".formatted(path, parts.keySet()));
    }
    return parts.get(PartName.TRAIN);
  }
}
