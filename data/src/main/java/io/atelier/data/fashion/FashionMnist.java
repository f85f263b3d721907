package io.atelier.data.fashion;

import io.atelier.data.DataSet;
import io.atelier.data.DataSetException;
import io.atelier.data.LabeledImages;
import io.atelier.data.fetch.AptFetcher;
import io.atelier.data.fetch.DataFile;
import io.atelier.data.fetch.DownloadProgress;
import io.atelier.data.fetch.Fetcher;
import io.atelier.data.fetch.HttpFetcher;
import io.atelier.data.fetch.Lookup;
import io.atelier.data.fetch.Sources;
import io.atelier.data.format.IdxFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

  /** Whose work it is. */
  public static final String CITATION =
      "Data: Fashion-MNIST, Zalando SE, MIT licence. H. Xiao, K. Rasul and R. Vollgraf, "
          + "Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms, "
          + "2017, arXiv:1708.07747.";

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

  /** The images and labels to train on, then those to test on. */
  private static final List<DataFile> FILES =
      List.of(
          new DataFile(
              "train-images-idx3-ubyte",
              47_040_016,
              "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
          new DataFile(
              "train-labels-idx1-ubyte",
              60_008,
              "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
          new DataFile(
              "t10k-images-idx3-ubyte",
              7_840_016,
              "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
          new DataFile(
              "t10k-labels-idx1-ubyte",
              10_008,
              "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"));

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
    return load(data, environment, progress, sources(environment));
  }

  /**
   * Finds the data set and verifies it, as {@link #load} does, but fetches nothing.
   *
   * @throws DataSetException where there is no such data set
   */
  public static FashionMnist find(Optional<Path> data, Map<String, String> environment)
      throws DataSetException {
    return load(
        data, environment, (name, bytes, total) -> {}, sources(environment).withoutFetchers());
  }

  /** {@return where a user with this environment may have it, and where to fetch it from} */
  static Sources sources(Map<String, String> environment) {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    var fetchers = new ArrayList<Fetcher>();
    fetchers.add(
        new HttpFetcher(
            URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
            ".gz",
            Duration.ofSeconds(3),
            Duration.ofSeconds(30)));
    Sources.program("apt-get", environment)
        .map(apt -> new AptFetcher("dataset-fashion-mnist", apt, temporary, Duration.ofMinutes(15)))
        .ifPresent(fetchers::add);
    return new Sources(
        "FashionMnist",
        FILES,
        Sources.cache("fashion-mnist", environment),
        List.of(Path.of("/usr/share/datasets/fashion-mnist")),
        fetchers);
  }

  /** As the public one, with all that it looks at in {@code sources}. */
  static FashionMnist load(
      Optional<Path> data,
      Map<String, String> environment,
      DownloadProgress progress,
      Sources sources)
      throws DataSetException {
    Lookup.Found found = new Lookup(sources, progress).find(data, environment);
    var hashes = new LinkedHashMap<String, String>();
    sources.files().forEach(file -> hashes.put(file.name(), file.sha256()));
    List<String> names = List.copyOf(hashes.keySet());
    try {
      return new FashionMnist(
          images(found, names.get(0), names.get(1)),
          images(found, names.get(2), names.get(3)),
          found.folder(),
          hashes);
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new DataSetException(
          "FashionMnist needs images and labels that belong together in %s, got %s"
              .formatted(found.folder(), e.getMessage()),
          e);
    }
  }

  private static LabeledImages images(Lookup.Found found, String images, String labels)
      throws IOException {
    return new LabeledImages(idx(found, images).bytes(), idx(found, labels).ints(), CLASS_NAMES);
  }

  private static IdxFile idx(Lookup.Found found, String name) throws IOException {
    return IdxFile.parse(found.contents().get(name), name);
  }

  /** {@return the same images as a data set, inputs {@code [n, 28, 28]}} */
  public DataSet dataSet() {
    return new DataSet(
        "fashion-mnist",
        train.examples(),
        Optional.empty(),
        Optional.of(test.examples()),
        train.classNames(),
        hashes);
  }
}
