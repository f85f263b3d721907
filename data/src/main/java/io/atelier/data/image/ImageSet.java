package io.atelier.data.image;

import io.atelier.data.DataSet;
import io.atelier.data.DataSetException;
import io.atelier.data.Examples;
import io.atelier.data.Given;
import io.atelier.data.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures on disk that become a data set: an {@linkplain ImageFolder image folder} or an
 * {@linkplain ImageCsv image CSV}.
 *
 * <pre>{@code
 * DataSet pets = ImageSet.of(Path.of("pets")).resized(64, 64).split(0.2, 7).load();
 * }</pre>
 *
 * <p>Inputs are bytes {@code [n, height, width, channels]}; a large set stays in its file ({@link
 * io.atelier.data.MappedValues}). Targets are class numbers {@code [n]}, or rows of 0 and 1 {@code
 * [n, classes]} where a CSV gives a picture several labels.
 *
 * @param path the folder or the CSV file
 * @param options how pictures are decoded
 * @param split how to hold back pictures to validate on; empty to hold back none
 * @param cache where decoded pictures are kept
 */
public record ImageSet(
    Path path, ImageOptions options, Optional<KerasSplit> split, ImageCache cache) {
  private static final Logger LOG = LoggerFactory.getLogger(ImageSet.class);
  private static final String TRAIN = "train";
  private static final String VALIDATION = "validation";

  /**
   * @throws IllegalArgumentException if anything is null
   */
  public ImageSet {
    Given.required(path, "ImageSet", "a path", "name a folder of pictures or a CSV of them");
    Given.required(options, "ImageSet", "options", "use ImageOptions.DEFAULT if unsure");
    Given.required(split, "ImageSet", "a split or none", "use Optional.empty() for none");
    Given.required(cache, "ImageSet", "a cache", "use ImageCache.NONE for none");
  }

  /** {@return the pictures of a folder or CSV, as they are stored, in RGB, kept for the user} */
  public static ImageSet of(Path path) {
    return new ImageSet(path, ImageOptions.DEFAULT, Optional.empty(), ImageCache.ofUser());
  }

  /** {@return the same pictures, decoded otherwise} */
  public ImageSet with(ImageOptions other) {
    return new ImageSet(path, other, split, cache);
  }

  /** {@return the same pictures, all of one size} */
  public ImageSet resized(int height, int width) {
    return with(options.resized(height, width));
  }

  /** {@return the same pictures, a share of them held back to validate on, as Keras does} */
  public ImageSet split(double share, long seed) {
    return new ImageSet(path, options, Optional.of(new KerasSplit(share, seed)), cache);
  }

  /** {@return the same pictures, kept in another cache} */
  public ImageSet in(ImageCache other) {
    return new ImageSet(path, options, split, other);
  }

  /**
   * {@return the data set, decoded with the decoder on the class path}
   *
   * @throws IOException as the other {@code load}
   */
  public DataSet load() throws IOException {
    return load(ImageDecoder.installed());
  }

  /**
   * {@return the data set}
   *
   * @throws IOException if the path is no image folder or image CSV, files cannot be read, or hold
   *     no pictures although these are not to be skipped, or have different sizes and none is given
   */
  public DataSet load(ImageDecoder decoder) throws IOException {
    return load(decoder, note -> LOG.warn("{}", note));
  }

  /**
   * {@return the data set}
   *
   * @param notes gets a sentence about each thing that should be said, such as broken pictures that
   *     are left out
   * @throws IOException as the other {@code load}
   */
  public DataSet load(ImageDecoder decoder, Consumer<String> notes) throws IOException {
    Given.required(notes, "ImageSet", "a place for notes", "use new ArrayList<String>()::add");
    Given.required(decoder, "ImageSet", "a decoder", "use ImageDecoder.installed()");
    boolean list = Files.isRegularFile(path);
    Map<String, ImageFiles> files =
        list ? Map.of(TRAIN, ImageCsv.files(path)) : ImageFolder.files(path, notes);
    if (split.isPresent() && files.containsKey(VALIDATION)) {
      throw new DataSetException(
          "%s needs no split, got %s: it has a folder to validate on; leave the split out"
              .formatted(path, split.get()));
    }
    var fingerprint = new LinkedHashMap<String, String>();
    if (list) {
      fingerprint.put(path.getFileName().toString(), Sha256.of(path));
    }
    var parts = new LinkedHashMap<String, Examples>();
    for (var part : files.entrySet()) {
      PixelStore.Stored stored = PixelStore.stored(part.getValue(), options, decoder, cache);
      require(part.getValue(), stored.decoded(), notes);
      fingerprint.put(part.getKey(), stored.decoded().fingerprint());
      parts.put(
          part.getKey(),
          new Examples(stored.values(), part.getValue().select(stored.decoded().kept()).labels()));
    }
    split.ifPresent(how -> hold(parts, how));
    return new DataSet(
        name(),
        parts.get(TRAIN),
        Optional.ofNullable(parts.get(VALIDATION)),
        Optional.ofNullable(parts.get("test")),
        files.get(TRAIN).classNames(),
        fingerprint);
  }

  private String name() {
    Path last = path.toAbsolutePath().normalize().getFileName();
    return last == null ? "pictures" : last.toString(); // The root of a disk has no name.
  }

  private void require(ImageFiles files, Decoded decoded, Consumer<String> notes)
      throws IOException {
    if (decoded.broken().isEmpty()) {
      return;
    }
    String found =
        "%s of the %s files in %s hold no picture that can be decoded: %s"
            .formatted(
                decoded.broken().size(),
                files.files().size(),
                files.root(),
                BrokenImage.listed(decoded.broken()));
    if (!options.skipBroken()) {
      throw new DataSetException(
          found + "; replace or remove them, or have broken pictures skipped");
    }
    notes.accept(found + "; they are left out.");
  }

  private static void hold(Map<String, Examples> parts, KerasSplit how) {
    Examples all = parts.get(TRAIN);
    int held = how.held(all.size());
    int[] order = NumpyShuffle.permutation(how.seed(), all.size());
    int[] train = Arrays.copyOf(order, all.size() - held);
    if (held == 0 || train.length == 0) {
      throw new IllegalArgumentException(
          "%s needs to leave both parts a picture, got %s pictures; choose another share"
              .formatted(how, all.size()));
    }
    parts.put(TRAIN, all.select(train));
    parts.put(VALIDATION, all.select(Arrays.copyOfRange(order, train.length, order.length)));
  }
}
