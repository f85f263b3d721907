package io.atelier.lab.serving;

import io.atelier.data.ByteValues;
import io.atelier.data.DataSetException;
import io.atelier.data.Values;
import io.atelier.data.format.NumpyFile;
import io.atelier.data.image.PictureFiles;
import io.atelier.data.table.CsvFile;
import io.atelier.data.table.TableEncoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Files that a model is asked about: pictures, rows of a CSV file, or arrays that NumPy wrote.
 *
 * @param served how the model is asked
 * @param pictures reads one, {@code [1, height, width, channels]} or without channels
 * @param notes gets a sentence about what the training data did not have
 */
public record InputFiles(ServedModel served, PictureReader pictures, Consumer<String> notes) {
  private static final int MOST_PICTURES = 256;
  private static final int MOST_BYTES = 1 << 26;
  private static final int LISTED = 10;

  /** Reads a picture as a model takes it. */
  @FunctionalInterface
  public interface PictureReader {
    /**
     * {@return one picture}
     *
     * @throws IOException if it cannot be read or is none; the message names it
     */
    ByteValues read(Path file) throws IOException;
  }

  /** Gets examples, a few at a time. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes examples.
     *
     * @param names what each is called: its file, and with several in a file its number from 1
     * @param inputs {@code [count, ...]}, in the shape of the model's {@link InputForm}
     */
    void examples(List<String> names, Values inputs);
  }

  /**
   * {@return the files that paths mean: of a folder, for a model of pictures, all pictures in it}
   *
   * @throws IOException if a folder has none, or the model takes no pictures
   */
  public List<Path> found(List<Path> paths) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        found.add(path);
      } else if (served.input().isPicture()) {
        found.addAll(PictureFiles.in(path));
      } else {
        throw new DataSetException(
            "%s needs to be a file, got a folder, which is read for models of pictures only; name the files in it"
                .formatted(path));
      }
    }
    return found;
  }

  /**
   * Reads all files that can be read.
   *
   * @param sink gets the examples in the order of the files
   * @return that others cannot be read, which it names; empty if all can
   */
  public Optional<IOException> each(List<Path> files, Sink sink) {
    List<Path> ahead = new ArrayList<>();
    List<IOException> broken = new ArrayList<>();
    for (Path file : files) {
      boolean picture = served.input().isPicture() && !NumpyFile.is(file);
      if (picture) {
        ahead.add(file);
      }
      if (!picture || ahead.size() == most()) {
        pictures(ahead, sink, broken);
        ahead.clear();
      }
      if (!picture) {
        try {
          rows(file, sink);
        } catch (IOException e) {
          broken.add(e);
        }
      }
    }
    pictures(ahead, sink, broken);
    return failure(broken);
  }

  private int most() {
    int size = served.input().shape().stream().reduce(1, Math::multiplyExact);
    return Math.max(1, Math.min(MOST_PICTURES, MOST_BYTES / size));
  }

  private static Optional<IOException> failure(List<IOException> broken) {
    if (broken.size() < 2) {
      return broken.stream().findFirst();
    }
    List<String> reasons = broken.stream().limit(LISTED).map(IOException::getMessage).toList();
    return Optional.of(
        new DataSetException(
            "%s files cannot be read: %s%s"
                .formatted(
                    Integer.toString(broken.size()),
                    String.join("; ", reasons),
                    broken.size() > LISTED ? "; and others" : ""),
            broken.get(0)));
  }

  private void rows(Path file, Sink sink) throws IOException {
    Values inputs;
    if (NumpyFile.is(file)) {
      Values array = NumpyFile.read(file);
      try {
        inputs = served.input().fitted(file.toString(), array);
      } catch (IllegalArgumentException e) {
        throw new DataSetException(e.getMessage(), e);
      }
    } else {
      inputs = encoded(file);
    }
    if (inputs.count() == 0) {
      throw new DataSetException("%s needs at least one row, got none; add some".formatted(file));
    }
    List<String> names =
        IntStream.rangeClosed(1, inputs.count())
            .mapToObj(row -> inputs.count() == 1 ? file.toString() : file + ":" + row)
            .toList();
    sink.examples(names, inputs);
  }

  private Values encoded(Path file) throws IOException {
    TableEncoding table =
        served
            .table()
            .orElseThrow(
                () ->
                    new DataSetException(
                        "%s needs to be an NPY or NPZ file, which %s is asked with, got another; write the array with numpy.save"
                            .formatted(file, served.model())));
    if (!Files.isReadable(file)) {
      throw new DataSetException(
          "%s needs to be a file that can be read, got %s; check the path"
              .formatted(file, Files.exists(file) ? "one that cannot" : "nothing there"));
    }
    List<String> said = new ArrayList<>();
    Values rows = table.encode(CsvFile.open(file), said);
    said.forEach(notes);
    return rows;
  }

  /** Decodes several at once. */
  private void pictures(List<Path> files, Sink sink, List<IOException> broken) {
    List<Object> read =
        files.parallelStream()
            .map(
                file -> {
                  try {
                    return (Object) pictures.read(file);
                  } catch (IOException e) {
                    return e;
                  } catch (UncheckedIOException e) {
                    return e.getCause();
                  }
                })
            .toList();
    List<String> names = new ArrayList<>();
    List<ByteValues> whole = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      if (read.get(i) instanceof IOException e) {
        broken.add(e);
      } else {
        names.add(files.get(i).toString());
        whole.add((ByteValues) read.get(i));
      }
    }
    if (!whole.isEmpty()) {
      sink.examples(names, together(whole));
    }
  }

  private Values together(List<ByteValues> pictures) {
    int[] shape = served.input().shape().stream().mapToInt(Integer::intValue).toArray();
    int size = pictures.get(0).values().length;
    byte[] bytes = new byte[Math.multiplyExact(pictures.size(), size)];
    for (int i = 0; i < pictures.size(); i++) {
      System.arraycopy(pictures.get(i).values(), 0, bytes, i * size, size);
    }
    return ByteValues.of(bytes, pictures.size(), size).reshape(shape);
  }
}
