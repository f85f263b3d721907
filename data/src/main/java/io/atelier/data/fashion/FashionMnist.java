package io.atelier.data.fashion;

import io.atelier.data.LabeledImages;
import io.atelier.data.idx.IdxFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fashion-MNIST (Xiao, Rasul, Vollgraf, 2017): 60,000 training and 10,000 test images of clothes,
 * {@code [28, 28]} bytes, in ten classes of equal size.
 *
 * @param train 60,000 images {@code [60000, 28, 28]}
 * @param test 10,000 images {@code [10000, 28, 28]}
 * @param folder where the files were found, or were fetched to
 * @param hashes the SHA-256 of each file's content, by file name, in a fixed order
 */
public record FashionMnist(
    LabeledImages train, LabeledImages test, Path folder, Map<String, String> hashes) {

  /** What the labels 0 to 9 mean. */
  public static final List<String> CLASS_NAMES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  /** Keeps the hashes in their order, unmodifiable. */
  public FashionMnist {
    hashes = Collections.unmodifiableMap(new LinkedHashMap<>(hashes));
  }

  /**
   * Finds the data set, fetches it where it is not there yet, and verifies it.
   *
   * <p>A folder named by {@code data}, or else by {@code ATELIER_DATA}, is binding. Otherwise the
   * user's cache ({@code $XDG_CACHE_HOME} or {@code ~/.cache}, {@code atelier/fashion-mnist}) and
   * {@code /usr/share/datasets/fashion-mnist} are looked at; then the data set is fetched into the
   * cache, from its own address or out of Debian's package {@code dataset-fashion-mnist}.
   *
   * @param data the folder that a {@code --data} flag names
   * @param environment the environment variables, as {@link System#getenv()} gives them
   * @param progress hears of downloads, on the calling thread
   * @throws DataSetException where there is no such data set and none can be fetched
   */
  public static FashionMnist load(
      Optional<Path> data, Map<String, String> environment, DownloadProgress progress)
      throws DataSetException {
    return load(data, environment, progress, Sources.of(environment));
  }

  /**
   * Finds the data set and verifies it, as {@link #load} does, but fetches nothing.
   *
   * @throws DataSetException where there is no such data set
   */
  public static FashionMnist find(Optional<Path> data, Map<String, String> environment)
      throws DataSetException {
    return load(
        data, environment, (name, bytes, total) -> {}, Sources.of(environment).withoutFetchers());
  }

  /** As the public one, with all that it looks at in {@code sources}. */
  static FashionMnist load(
      Optional<Path> data,
      Map<String, String> environment,
      DownloadProgress progress,
      Sources sources)
      throws DataSetException {
    var search = new Search(sources, progress);
    Optional<String> variable = Sources.variable("ATELIER_DATA", environment);
    if (data.isPresent()) {
      return of(search.in(data.get(), "--data"), sources.files());
    } else if (variable.isPresent()) {
      return of(search.in(Path.of(variable.get()), "ATELIER_DATA"), sources.files());
    }
    return of(search.anywhere(), sources.files());
  }

  private static FashionMnist of(Search.Found found, List<DataFile> files) throws DataSetException {
    var hashes = new LinkedHashMap<String, String>();
    files.forEach(file -> hashes.put(file.name(), file.sha256()));
    try {
      return new FashionMnist(
          images(found, files.get(0), files.get(1)),
          images(found, files.get(2), files.get(3)),
          found.folder(),
          hashes);
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new DataSetException(
          "FashionMnist needs images and labels that belong together in %s, got %s"
              .formatted(found.folder(), e.getMessage()),
          e);
    }
  }

  private static LabeledImages images(Search.Found found, DataFile images, DataFile labels)
      throws IOException {
    return new LabeledImages(idx(found, images).bytes(), idx(found, labels).ints(), CLASS_NAMES);
  }

  private static IdxFile idx(Search.Found found, DataFile file) throws IOException {
    return IdxFile.parse(found.contents().get(file.name()), file.name());
  }
}
