package io.atelier.data.format;

import io.atelier.data.DataSetException;
import io.atelier.data.Given;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds out which format a file or folder has, and reads it. */
public final class Formats {
  /** CSV tables: numbers and categories with a target column. */
  public static final Format TABLE = new TableFormat();

  /** Files of pictures: a folder for each class, or a CSV file that lists them. */
  public static final Format PICTURES = new ImageFormat();

  /** All formats that there are. */
  public static final List<Format> ALL =
      List.of(new IdxFormat(), new CifarFormat(), new NpzFormat(), TABLE, PICTURES);

  private Formats() {}

  /**
   * {@return the data set at a path}
   *
   * @param path a file or a folder
   * @throws DataSetException if nothing is there, it has none of the formats, or more than one, or
   *     its files are wrong; the message names the path or the file
   */
  public static Reading read(Path path, ReadOptions options) throws DataSetException {
    return read(path, options, ALL);
  }

  /**
   * {@return the data set at a path, in one of these formats}
   *
   * @throws DataSetException as {@link #read(Path, ReadOptions)}
   */
  public static Reading read(Path path, ReadOptions options, List<Format> formats)
      throws DataSetException {
    Given.required(path, "Formats", "a path", "name a file or a folder");
    Given.required(options, "Formats", "options", "use ReadOptions.DEFAULT");
    return guarded(
        path,
        () -> {
          DataPath found = DataPath.of(path);
          return of(found, formats).read(found, options);
        });
  }

  /**
   * {@return the format of what is at a path, by the names of its files}
   *
   * @throws DataSetException as {@link #read(Path, ReadOptions)}
   */
  public static Format at(Path path) throws DataSetException {
    Given.required(path, "Formats", "a path", "name a file or a folder");
    return guarded(path, () -> of(DataPath.of(path), ALL));
  }

  private interface Work<T> {
    T done() throws IOException;
  }

  private static <T> T guarded(Path path, Work<T> work) throws DataSetException {
    try {
      return work.done();
    } catch (DataSetException e) {
      throw e;
    } catch (IOException e) {
      throw new DataSetException(
          "%s needs files that can be read, got %s; take them anew"
              .formatted(path, DataSetException.reason(e)),
          e);
    } catch (IllegalArgumentException e) {
      throw new DataSetException(
          "%s needs a data set whose parts belong together, got: %s"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  private static Format of(DataPath path, List<Format> formats) throws IOException {
    var fitting = new ArrayList<Format>();
    for (Format format : formats) {
      if (format.fits(path)) {
        fitting.add(format);
      }
    }
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    if (fitting.isEmpty()) {
      throw new DataSetException(
          "%s needs to be a data set that Atelier can read, got %s; it reads: %s"
              .formatted(
                  path.path(),
                  path.isFolder() ? "a folder without such files" : "another file",
                  described(formats)));
    }
    throw new DataSetException(
        "%s needs the files of one data set, got several: %s; put each into a folder of its own"
            .formatted(path.path(), described(fitting)));
  }

  private static String described(List<Format> formats) {
    return formats.stream().map(Format::description).collect(Collectors.joining("; "));
  }
}
