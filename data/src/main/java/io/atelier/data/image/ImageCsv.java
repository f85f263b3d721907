package io.atelier.data.image;

import io.atelier.data.DataSetException;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import io.atelier.data.table.CsvFile;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file with the header {@code path,label} that lists pictures: paths are relative to the
 * file, several labels of one picture are separated by {@code |}, as in {@code
 * a/1.jpg,beach|sunset}. As soon as one picture has several, each has a row of 0 and 1, one number
 * a class, and may have no label at all. {@link ImageSet} reads it.
 */
public final class ImageCsv {
  private static final String PATH = "path";
  private static final String LABEL = "label";
  private static final Pattern BETWEEN = Pattern.compile("\\|");
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreHeaderCase(true)
          .setIgnoreEmptyLines(true)
          .setTrim(true)
          .get();

  private ImageCsv() {}

  /** {@return whether this is a file whose first line has the columns path and label, no others} */
  public static boolean is(Path path) throws IOException {
    try {
      return Files.isRegularFile(path) && isHeader(CsvFile.open(path).columns());
    } catch (DataSetException e) {
      return false; // Reading it as a table says what is wrong.
    }
  }

  private static boolean isHeader(List<String> names) {
    return names.size() == 2
        && names.stream().anyMatch(PATH::equalsIgnoreCase)
        && names.stream().anyMatch(LABEL::equalsIgnoreCase);
  }

  /**
   * {@return the pictures that a file lists, in its order}
   *
   * @throws IOException if it cannot be read, is no such list or names files that are not there
   */
  static ImageFiles files(Path csv) throws IOException {
    var rows = new ArrayList<Listed>();
    try (CSVParser parser = CSVParser.parse(reader(csv), FORMAT)) {
      if (!isHeader(parser.getHeaderNames())) {
        throw new DataSetException(
            "%s needs the header path,label, got %s; name its columns so"
                .formatted(csv, String.join(",", parser.getHeaderNames())));
      }
      for (CSVRecord line : parser) {
        rows.add(listed(csv, line, parser.getCurrentLineNumber()));
      }
    } catch (CharacterCodingException e) {
      throw new DataSetException(csv + " needs to be UTF-8, got other bytes; save it as UTF-8", e);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new DataSetException(
          "%s needs to be CSV, got an error: %s; correct it".formatted(csv, e.getMessage()), e);
    }
    if (rows.isEmpty()) {
      throw new DataSetException(csv + " needs at least one picture, got none; list some");
    }
    List<String> classes =
        new ArrayList<>(
            rows.stream()
                .flatMap(row -> row.labels().stream())
                .collect(
                    () -> new TreeSet<>(PythonOrder.CODE_POINTS), TreeSet::add, TreeSet::addAll));
    return new ImageFiles(
        folder(csv),
        rows.stream().map(Listed::file).toList(),
        labels(csv, rows, classes),
        List.copyOf(classes));
  }

  private record Listed(FoundImage file, List<String> labels, long line) {}

  private static Listed listed(Path csv, CSVRecord line, long number) throws IOException {
    if (line.size() != 2) {
      throw new DataSetException(
          "%s needs two values a line, got %s in line %s; put quotes around values with commas"
              .formatted(csv, line.size(), number));
    }
    List<String> labels =
        Stream.of(BETWEEN.split(line.get(LABEL)))
            .map(String::strip)
            .filter(label -> !label.isEmpty())
            .distinct()
            .toList();
    return new Listed(file(csv, line.get(PATH), number), labels, number);
  }

  private static FoundImage file(Path csv, String path, long line) throws IOException {
    try {
      Path file = folder(csv).resolve(path);
      if (!path.isEmpty() && Files.isRegularFile(file)) {
        return FoundImage.of(path, Files.readAttributes(file, BasicFileAttributes.class));
      }
    } catch (InvalidPathException e) {
      throw missing(csv, path, line);
    }
    throw missing(csv, path, line);
  }

  private static IOException missing(Path csv, String path, long line) {
    return new DataSetException(
        "%s needs paths of files, relative to its folder, got '%s' in line %s; correct the path or remove the line"
            .formatted(csv, path, line));
  }

  private static Values labels(Path csv, List<Listed> rows, List<String> classes)
      throws IOException {
    if (rows.stream().anyMatch(row -> row.labels().size() > 1)) {
      float[] has = new float[Math.multiplyExact(rows.size(), classes.size())];
      for (int i = 0; i < rows.size(); i++) {
        for (String label : rows.get(i).labels()) {
          has[i * classes.size() + number(classes, label)] = 1;
        }
      }
      return FloatValues.of(has, rows.size(), classes.size());
    }
    int[] numbers = new int[rows.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (rows.get(i).labels().isEmpty()) {
        throw new DataSetException(
            "%s needs a label for each picture, got none in line %s; add it or remove the line"
                .formatted(csv, rows.get(i).line()));
      }
      numbers[i] = number(classes, rows.get(i).labels().get(0));
    }
    return IntValues.of(numbers, numbers.length);
  }

  private static int number(List<String> classes, String label) {
    return Collections.binarySearch(classes, label, PythonOrder.CODE_POINTS);
  }

  private static Path folder(Path csv) {
    return csv.toAbsolutePath().getParent();
  }

  /** Fails on bytes that are not UTF-8; without the mark that some programs put in front. */
  private static Reader reader(Path csv) throws IOException {
    var reader = Files.newBufferedReader(csv, StandardCharsets.UTF_8);
    try {
      reader.mark(1);
      if (reader.read() != '\uFEFF') {
        reader.reset();
      }
      return reader;
    } catch (IOException e) {
      reader.close();
      throw e;
    }
  }
}
