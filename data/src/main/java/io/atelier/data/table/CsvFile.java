package io.atelier.data.table;

import io.atelier.data.DataSetException;
import io.atelier.data.file.Gzip;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A file of rows with the same columns, separated by commas, semicolons or tabs, in UTF-8, plain or
 * packed with gzip. It is read row by row: no more than one row is in memory.
 *
 * @param path of the file
 * @param separator between cells; found out by the first line
 * @param columns the names in the first line; {@code column 1} and so on where that has numbers
 *     other than pandas' 0, 1, 2 …
 * @param headed whether the first line has names
 */
public record CsvFile(Path path, char separator, List<String> columns, boolean headed) {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** Gets the rows of a file. */
  @FunctionalInterface
  public interface Rows {
    /**
     * Takes a row.
     *
     * @param line the number of its last line, from 1
     * @param cells as many as there are columns
     * @throws DataSetException to refuse the row
     */
    void row(long line, List<String> cells) throws DataSetException;
  }

  /**
   * {@return a file, of which the first line was read}
   *
   * @throws DataSetException if it is empty or its columns have no names that differ
   */
  public static CsvFile open(Path path) throws IOException {
    char separator = separator(path);
    var first = new ArrayList<List<String>>();
    read(
        path,
        separator,
        parser -> {
          var rows = parser.iterator();
          if (rows.hasNext()) {
            first.add(rows.next().toList());
          }
        });
    if (first.isEmpty()) {
      throw new DataSetException(
          "%s needs rows, got an empty file; write names of columns and a row for each example"
              .formatted(path));
    }
    List<String> names = first.get(0).stream().map(String::strip).toList();
    boolean headed = isNumbered(names) || names.stream().noneMatch(CsvFile::isNumber);
    var columns = new ArrayList<String>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String name = headed && !names.get(i).isEmpty() ? names.get(i) : "column " + (i + 1);
      if (!seen.add(name)) {
        throw new DataSetException(
            "%s needs names of columns that differ, got %s twice; rename one"
                .formatted(path, name));
      }
      columns.add(name);
    }
    return new CsvFile(path, separator, List.copyOf(columns), headed);
  }

  /** Whether columns are called 0, 1, 2 and so on, as pandas calls those that have no names. */
  private static boolean isNumbered(List<String> names) {
    List<String> numbers = names.stream().filter(CsvFile::isNumber).toList();
    return numbers.size() > 1
        && IntStream.range(0, numbers.size())
            .allMatch(i -> numbers.get(i).equals(Integer.toString(i)));
  }

  private static boolean isNumber(String name) {
    return !name.isEmpty() && Cells.isNumber(name);
  }

  /**
   * Goes through the rows, without the names.
   *
   * @throws IOException if the file cannot be read, is not UTF-8 or has rows of other lengths
   */
  public void each(Rows rows) throws IOException {
    read(
        path,
        separator,
        parser -> {
          boolean first = headed;
          for (CSVRecord record : parser) {
            if (first) {
              first = false;
              continue;
            }
            if (record.size() != columns.size()) {
              throw new DataSetException(
                  "%s needs %s cells in every row, got %s in line %s; mend it, with quotes around text that has a '%s'"
                      .formatted(
                          path,
                          columns.size(),
                          record.size(),
                          parser.getCurrentLineNumber(),
                          separator));
            }
            rows.row(parser.getCurrentLineNumber(), record.toList());
          }
        });
  }

  private interface Parsed {
    void read(CSVParser parser) throws IOException;
  }

  private static void read(Path path, char separator, Parsed parsed) throws IOException {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(separator)
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();
    try (BufferedReader text = text(path);
        CSVParser parser = CSVParser.builder().setReader(text).setFormat(format).get()) {
      parsed.read(parser);
    } catch (DataSetException e) {
      throw e;
    } catch (UncheckedIOException e) {
      throw wrong(path, e.getCause());
    } catch (IOException e) {
      throw wrong(path, e);
    }
  }

  private static DataSetException wrong(Path path, IOException e) {
    String needed = "quotes that are closed, and rows that can be read";
    if (e instanceof CharacterCodingException) {
      needed = "text in UTF-8";
    } else if (e instanceof EOFException || e instanceof ZipException) {
      needed = "a whole gzip stream";
    }
    return new DataSetException(
        "%s needs %s, got %s; mend it".formatted(path, needed, DataSetException.reason(e)), e);
  }

  private static BufferedReader text(Path path) throws IOException {
    var decoder = StandardCharsets.UTF_8.newDecoder(); // refuses what is not UTF-8
    var text =
        new BufferedReader(
            new InputStreamReader(Gzip.unpacked(Files.newInputStream(path)), decoder));
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return text;
  }

  /** {@return what separates the most cells of the first line; a comma if nothing does} */
  private static char separator(Path path) throws IOException {
    try (BufferedReader text = text(path)) {
      String line = text.readLine();
      String unquoted = line == null ? "" : line.replaceAll("\"[^\"]*\"", "");
      char best = ',';
      for (char candidate : new char[] {';', '\t'}) {
        if (count(unquoted, candidate) > count(unquoted, best)) {
          best = candidate;
        }
      }
      return best;
    } catch (IOException e) {
      throw wrong(path, e);
    }
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }
}
