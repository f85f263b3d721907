package io.atelier.data.fetch;

import io.atelier.data.DataSet;
import io.atelier.data.DataSetException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A data set that is known by name. A jar on the class path adds its own: a class with a
 * constructor without arguments, whose full name stands in the jar's {@code
 * META-INF/services/io.atelier.data.fetch.DataSetProvider}.
 */
public interface DataSetProvider {
  /** {@return the name, such as {@code cifar-10}} */
  String name();

  /** {@return whose work it is and under which licence, for reports; empty for nothing to say} */
  default String citation() {
    return "";
  }

  /**
   * {@return the data set, found where it is or fetched}
   *
   * @param folder where its files are; empty to look for them and to fetch them
   * @param environment the environment variables, as {@link System#getenv()} gives them
   * @param progress hears of downloads, on the calling thread
   * @throws DataSetException where there is no such data set and none can be fetched
   */
  Found load(Optional<Path> folder, Map<String, String> environment, DownloadProgress progress)
      throws DataSetException;

  /**
   * {@return the data set where it is}; as {@link #load}, but nothing is fetched. By default the
   * same: a provider that downloads has its own
   *
   * @throws DataSetException where there is no such data set
   */
  default Found find(Optional<Path> folder, Map<String, String> environment)
      throws DataSetException {
    return load(folder, environment, (name, bytes, total) -> {});
  }

  /**
   * {@return whether a folder has files of this data set} A folder that has none is read as the
   * user's own data; by default that is every folder.
   */
  default boolean isIn(Path folder) {
    return false;
  }

  /**
   * A data set and where it was.
   *
   * @param set the data set
   * @param folder of its files
   */
  record Found(DataSet set, Path folder) {}
}
