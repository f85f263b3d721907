package io.atelier.data.fashion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.atelier.data.DataSetException;
import io.atelier.data.fetch.DataFile;
import io.atelier.data.fetch.DownloadProgress;
import io.atelier.data.fetch.Fetcher;
import io.atelier.data.fetch.Lookup;
import io.atelier.data.fetch.Sources;
import io.atelier.data.fetch.TinySet;
import io.atelier.data.file.Sha256;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class FashionLookupTest {
  private static final Optional<Path> NO_FLAG = Optional.empty();
  private final Logger logger = (Logger) LoggerFactory.getLogger(Lookup.class);
  private final ListAppender<ILoggingEvent> warnings = new ListAppender<>();
  private final List<String> fetched = new ArrayList<>();
  @TempDir Path root;
  private Path cache;
  private Path installed;

  @BeforeEach
  void listenToWarnings() {
    cache = root.resolve("cache/atelier/fashion-mnist");
    installed = root.resolve("installed");
    warnings.start();
    logger.addAppender(warnings);
    logger.setAdditive(false);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(warnings);
    logger.setAdditive(true);
  }

  @Test
  void loadsPlainAndPackedFilesFromTheFolderOfTheFlag() throws IOException {
    FashionMnist plain = load(Optional.of(TinySet.writePlain(root.resolve("plain"))), Map.of());
    assertThat(plain.train().images().shape()).containsExactly(10, 3, 2);
    assertThat(plain.test().labels().values()).containsExactly(0, 1, 2, 3, 4);
    assertThat(plain.train().countsPerClass()).containsOnly(1);
    assertThat(plain.folder()).isEqualTo(root.resolve("plain"));
    FashionMnist packed = load(Optional.of(TinySet.writePacked(root.resolve("packed"))), Map.of());
    assertThat(packed.train()).isEqualTo(plain.train());
    assertThat(packed.test()).isEqualTo(plain.test());
    assertThat(fetched).isEmpty();
  }

  @Test
  void namesTheHashOfEachFileInOrder() throws IOException {
    FashionMnist set = load(Optional.of(TinySet.writePlain(root.resolve("plain"))), Map.of());
    assertThat(set.hashes().keySet())
        .containsExactly(
            TinySet.TRAIN_IMAGES, TinySet.TRAIN_LABELS, TinySet.TEST_IMAGES, TinySet.TEST_LABELS);
    assertThat(set.hashes())
        .containsEntry(TinySet.TEST_LABELS, Sha256.of(TinySet.contents().get(TinySet.TEST_LABELS)));
  }

  @Test
  void recognisesGzipByContentNotByName() throws IOException {
    Path folder = TinySet.writePlain(root.resolve("mixed"));
    byte[] packed = TinySet.gzip(TinySet.contents().get(TinySet.TRAIN_IMAGES));
    Files.write(folder.resolve(TinySet.TRAIN_IMAGES), packed);
    assertThat(load(Optional.of(folder), Map.of()).train().size()).isEqualTo(10);
  }

  @Test
  void takesTheFlagBeforeTheVariableAndTheVariableBeforeTheCache() throws IOException {
    Path flag = TinySet.writePlain(root.resolve("flag"));
    Path variable = TinySet.writePlain(root.resolve("variable"));
    TinySet.writePlain(cache);
    var environment = Map.of("ATELIER_DATA", variable.toString());
    assertThat(load(Optional.of(flag), environment).folder()).isEqualTo(flag);
    assertThat(load(NO_FLAG, environment).folder()).isEqualTo(variable);
    assertThat(load(NO_FLAG, Map.of("ATELIER_DATA", "")).folder()).isEqualTo(cache);
  }

  @Test
  void triesNothingElseThanTheFolderThatWasNamed() throws IOException {
    TinySet.writePlain(cache);
    Path missing = root.resolve("missing");
    assertThatThrownBy(() -> load(Optional.of(missing), Map.of()))
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            "--data: %s needs to be a folder that can be read, got nothing there; correct the path or its permissions"
                .formatted(missing));
    assertThatThrownBy(() -> load(NO_FLAG, Map.of("ATELIER_DATA", missing.toString())))
        .hasMessageStartingWith("ATELIER_DATA: " + missing + " needs to be a folder");
    Path file = Files.createFile(root.resolve("file"));
    assertThatThrownBy(() -> load(Optional.of(file), Map.of()))
        .hasMessageContaining("got something else;");
    assertThat(fetched).isEmpty();
  }

  @Test
  void saysWhichFileIsMissingOrCannotBeRead() throws IOException {
    Path folder = TinySet.writePlain(root.resolve("named"));
    Files.delete(folder.resolve(TinySet.TEST_IMAGES));
    assertThatThrownBy(() -> load(Optional.of(folder), Map.of()))
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            "--data: %s needs a file t10k-images-idx3-ubyte or t10k-images-idx3-ubyte.gz, got neither; put it there"
                .formatted(folder));
    Path unreadable = Files.createDirectory(folder.resolve(TinySet.TEST_IMAGES));
    assertThatThrownBy(() -> load(Optional.of(folder), Map.of()))
        .hasMessage(
            "--data: %s needs to be readable, got IOException: Is a directory; correct its permissions"
                .formatted(unreadable));
  }

  @Test
  void rejectsFilesThatAreTooShortTooLongOrChanged() throws IOException {
    Path folder = TinySet.writePlain(root.resolve("named"));
    Path labels = folder.resolve(TinySet.TRAIN_LABELS);
    byte[] right = TinySet.contents().get(TinySet.TRAIN_LABELS);
    Files.write(labels, List.of("short"));
    assertThatThrownBy(() -> load(Optional.of(folder), Map.of()))
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            "--data: %s needs 18 bytes of content, got 6; take the file anew".formatted(labels));
    Files.write(labels, new byte[19]);
    assertThatThrownBy(() -> load(Optional.of(folder), Map.of()))
        .hasMessageContaining("needs 18 bytes of content, got more;");
    right[17] ^= 1;
    Files.write(labels, right);
    assertThatThrownBy(() -> load(Optional.of(folder), Map.of()))
        .hasMessage(
            "--data: %s needs content of SHA-256 %s, got %s; take the file anew"
                .formatted(labels, TinySet.files().get(1).sha256(), Sha256.of(right)));
    byte[] packed = TinySet.gzip(TinySet.contents().get(TinySet.TRAIN_LABELS));
    Files.write(labels, Arrays.copyOf(packed, packed.length - 9));
    assertThatThrownBy(() -> load(Optional.of(folder), Map.of()))
        .hasMessage(
            "--data: %s needs a whole gzip stream, got only its beginning; take the file anew"
                .formatted(labels));
  }

  @Test
  void rejectsLabelsThatDoNotBelongToTheImages() throws IOException {
    Map<String, byte[]> contents = TinySet.contents(9);
    for (var file : contents.entrySet()) {
      Files.write(root.resolve(file.getKey()), file.getValue());
    }
    var sources = new Sources("FashionMnist", TinySet.files(contents), cache, List.of(), List.of());
    assertThatThrownBy(
            () -> FashionMnist.load(Optional.of(root), Map.of(), TinySet.SILENT, sources))
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            "FashionMnist needs images and labels that belong together in %s, got LabeledImages needs one label for each image, got 10 images and 9 labels; take both from the same set"
                .formatted(root));
  }

  @Test
  void looksInTheCacheThenWhereTheSystemInstalls() throws IOException {
    TinySet.writePacked(installed);
    assertThat(load(NO_FLAG, Map.of()).folder()).isEqualTo(installed);
    TinySet.writePlain(cache);
    assertThat(load(NO_FLAG, Map.of()).folder()).isEqualTo(cache);
    assertThat(fetched).isEmpty();
    assertThat(warnings.list).isEmpty();
  }

  @Test
  void fetchesIntoTheCacheWhenNothingIsThere() throws IOException {
    FashionMnist first = load(NO_FLAG, Map.of());
    assertThat(first.folder()).isEqualTo(cache);
    assertThat(fetched).containsExactly("tiny");
    assertThat(names(cache)).containsExactlyInAnyOrderElementsOf(TinySet.contents().keySet());
    assertThat(load(NO_FLAG, Map.of()).train()).isEqualTo(first.train());
    assertThat(fetched).containsExactly("tiny");
    assertThat(warnings.list).isEmpty();
  }

  @Test
  void warnsOfADamagedCacheAndFetchesItAnew() throws IOException {
    TinySet.writePlain(cache);
    Files.write(cache.resolve(TinySet.TRAIN_IMAGES), new byte[5]);
    assertThat(load(NO_FLAG, Map.of()).folder()).isEqualTo(cache);
    assertThat(fetched).containsExactly("tiny");
    assertThat(warnings.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "Passed over a damaged data set: %s needs 76 bytes of content, got 5; take the file anew"
                .formatted(cache.resolve(TinySet.TRAIN_IMAGES)));
    warnings.list.clear();
    Files.delete(cache.resolve(TinySet.TEST_LABELS));
    load(NO_FLAG, Map.of());
    assertThat(fetched).containsExactly("tiny", "tiny");
    assertThat(warnings.list).hasSize(1);
    load(NO_FLAG, Map.of());
    assertThat(fetched).hasSize(2);
  }

  @Test
  void passesOverADamagedInstalledSetAndLeavesItAlone() throws IOException {
    TinySet.writePacked(installed);
    Path damaged = Files.write(installed.resolve(TinySet.TEST_LABELS + ".gz"), new byte[5]);
    assertThat(load(NO_FLAG, Map.of()).folder()).isEqualTo(cache);
    assertThat(warnings.list).hasSize(1);
    assertThat(damaged).hasBinaryContent(new byte[5]);
  }

  @Test
  void saysInOneLineWhatWasTriedWhenAllFails() {
    var sources =
        new Sources(
            "FashionMnist",
            TinySet.files(),
            cache,
            List.of(installed),
            List.of(failing("one"), failing("two")));
    assertThatThrownBy(() -> FashionMnist.load(NO_FLAG, Map.of(), TinySet.SILENT, sources))
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            "FashionMnist needs its 4 files, got none (no such files in %s | no such files in %s | one failed: IOException: no route to it | two failed: IOException: no route to it); name a folder that has the 4 files, with --data DIR or ATELIER_DATA"
                .formatted(cache, installed));
  }

  @Test
  void saysThatTheCacheCannotBeWrittenBeforeItDownloads() throws IOException {
    Files.createFile(root.resolve("cache"));
    assertThatThrownBy(() -> load(NO_FLAG, Map.of()))
        .isInstanceOf(DataSetException.class)
        .hasMessageStartingWith("FashionMnist needs to write the cache " + cache + ", got ")
        .hasMessageEndingWith(
            "; set XDG_CACHE_HOME, or name a folder that has the 4 files, with --data DIR or ATELIER_DATA");
    assertThat(fetched).isEmpty();
  }

  @Test
  void saysThatAFetchedFileCannotBeWritten() throws IOException {
    Files.createDirectories(cache.resolve(TinySet.TEST_IMAGES).resolve("taken"));
    assertThatThrownBy(() -> load(NO_FLAG, Map.of()))
        .isInstanceOf(DataSetException.class)
        .hasMessageStartingWith("FashionMnist needs to write the cache " + cache + ", got ");
    assertThat(fetched).containsExactly("tiny");
    assertThat(names(cache)).noneMatch(name -> name.startsWith("."));
  }

  @Test
  void withoutFetchersNothingIsFetchedOrWritten() throws IOException {
    var sources =
        new Sources("FashionMnist", TinySet.files(), cache, List.of(installed), List.of(tiny()));
    assertThatThrownBy(
            () -> FashionMnist.load(NO_FLAG, Map.of(), TinySet.SILENT, sources.withoutFetchers()))
        .isInstanceOf(DataSetException.class)
        .hasMessageContaining("no such files in " + installed);
    assertThat(fetched).isEmpty();
    assertThat(cache).doesNotExist();
    TinySet.writePlain(installed);
    assertThat(
            FashionMnist.load(NO_FLAG, Map.of(), TinySet.SILENT, sources.withoutFetchers())
                .folder())
        .isEqualTo(installed);
  }

  @Test
  void findsTheCacheByTheEnvironment() {
    assertThat(FashionMnist.sources(Map.of("XDG_CACHE_HOME", "/x", "HOME", "/h")).cache())
        .isEqualTo(Path.of("/x/atelier/fashion-mnist"));
    assertThat(FashionMnist.sources(Map.of("XDG_CACHE_HOME", "relative", "HOME", "/h")).cache())
        .isEqualTo(Path.of("/h/.cache/atelier/fashion-mnist"));
    assertThat(FashionMnist.sources(Map.of()).cache())
        .isEqualTo(Path.of(System.getProperty("user.home"), ".cache/atelier/fashion-mnist"));
  }

  @Test
  void usesAptOnlyWhereItIsOnThePath() throws IOException {
    assertThat(FashionMnist.sources(Map.of("PATH", root.toString())).fetchers()).hasSize(1);
    Path apt = Files.createFile(root.resolve("apt-get"));
    assertThat(apt.toFile().setExecutable(true)).isTrue();
    var path = Map.of("PATH", "/nowhere" + File.pathSeparator + root);
    assertThat(FashionMnist.sources(path).fetchers())
        .extracting(Fetcher::name)
        .containsExactly(
            "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
            "Debian's package dataset-fashion-mnist");
  }

  private FashionMnist load(Optional<Path> data, Map<String, String> environment)
      throws DataSetException {
    var sources =
        new Sources("FashionMnist", TinySet.files(), cache, List.of(installed), List.of(tiny()));
    return FashionMnist.load(data, environment, TinySet.SILENT, sources);
  }

  private Fetcher tiny() {
    return fetcher(
        "tiny",
        () -> {
          fetched.add("tiny");
          return TinySet.contents();
        });
  }

  private static Fetcher failing(String name) {
    return fetcher(
        name,
        () -> {
          throw new IOException("no route\n to it");
        });
  }

  private interface Contents {
    Map<String, byte[]> get() throws IOException;
  }

  private static Fetcher fetcher(String name, Contents contents) {
    return new Fetcher() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Map<String, byte[]> fetch(List<DataFile> files, DownloadProgress progress)
          throws IOException {
        return contents.get();
      }
    };
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
