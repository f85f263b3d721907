package io.atelier.data.image;

import io.atelier.data.Values;
import io.atelier.data.file.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes decoded sets out of the cache, or decodes them into it. Processes that decode the same set
 * at once each write a file of their own; the last one stays, and they are equal.
 */
final class PixelStore {
  private static final Logger LOG = LoggerFactory.getLogger(PixelStore.class);

  /** Changes whenever the same options mean other pixels. */
  private static final String VERSION = "1";

  private static final String HALF = ".tmp";

  /** Who still writes a file has changed it since. */
  private static final Duration LEFT = Duration.ofHours(1);

  /** Sets up to this size are held in an array, which is quicker to read. */
  private static final long ARRAY_BYTES =
      Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8);

  private PixelStore() {}

  /**
   * A set in memory or in a file.
   *
   * @param values the pixels, {@code [n, height, width, channels]}
   * @param decoded what they are
   */
  record Stored(Values values, Decoded decoded) {}

  /** {@return the pictures of a set, decoded now or before} */
  static Stored stored(
      ImageFiles files, ImageOptions options, ImageDecoder decoder, ImageCache cache)
      throws IOException {
    String key = key(files, options, decoder);
    PixelFile.Writer writer = out -> Decoding.write(files, options, decoder, out);
    Optional<Path> folder = cache.folder().map(Path::toAbsolutePath);
    if (folder.isPresent()) {
      Path target = folder.get().resolve(key + ".pixels");
      Optional<PixelFile> kept = PixelFile.open(target, key);
      if (kept.isPresent()) {
        LOG.info("the pictures of {} are those that were decoded before, {}", files.root(), target);
        return stored(kept.get());
      }
      Optional<Path> half = half(target);
      if (half.isPresent()) {
        return kept(half.get(), target, key, writer);
      }
    }
    return unkept(key, writer);
  }

  /**
   * {@return an empty file to write beside a target; none if that cannot be done, which is said}
   */
  private static Optional<Path> half(Path target) {
    try {
      Files.createDirectories(target.getParent());
      deleteLeft(target.getParent());
      return Optional.of(
          Files.createFile(
              target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + HALF)));
    } catch (IOException e) {
      LOG.warn(
          "the decoded pictures are not kept, since {} cannot be written ({}); they are decoded again next time, unless another cache is named",
          target.getParent(),
          e.toString());
      return Optional.empty();
    }
  }

  /** What killed processes left. */
  private static void deleteLeft(Path folder) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, ".*" + HALF)) {
      for (Path half : found) {
        if (Files.getLastModifiedTime(half).toInstant().isBefore(Instant.now().minus(LEFT))) {
          Files.deleteIfExists(half);
        }
      }
    }
  }

  private static Stored kept(Path half, Path target, String key, PixelFile.Writer writer)
      throws IOException {
    try {
      PixelFile written = PixelFile.write(half, key, writer);
      Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
      LOG.info("the decoded pictures are kept in {}", target);
      return stored(new PixelFile(target, written.decoded()));
    } finally {
      Files.deleteIfExists(half);
    }
  }

  /**
   * In a temporary file: it is gone as soon as nobody reads it, on Windows when the program ends.
   */
  private static Stored unkept(String key, PixelFile.Writer writer) throws IOException {
    Path file = Files.createTempFile("atelier-", ".pixels");
    file.toFile().deleteOnExit();
    try {
      return stored(PixelFile.write(file, key, writer));
    } finally {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.debug("{} is deleted when the program ends: {}", file, e.toString());
      }
    }
  }

  private static Stored stored(PixelFile file) throws IOException {
    boolean small = file.decoded().bytes() <= ARRAY_BYTES;
    Values values = small ? file.values().loaded() : file.values();
    return new Stored(values, file.decoded());
  }

  /** SHA-256 of all that the pixels depend on, as far as it is known without reading the files. */
  private static String key(ImageFiles files, ImageOptions options, ImageDecoder decoder)
      throws IOException {
    MessageDigest digest = Sha256.digest();
    ImageOptions decoding =
        new ImageOptions(
            options.colors(),
            options.size(),
            options.interpolation(),
            options.crop(),
            options.upright(),
            options.background(),
            false);
    update(digest, VERSION, decoder.getClass().getName(), decoding, files.root().toRealPath());
    for (FoundImage file : files.files()) {
      update(digest, file.path(), file.bytes(), file.modified());
    }
    return Sha256.of(digest);
  }

  private static void update(MessageDigest digest, Object... parts) {
    for (Object part : parts) {
      digest.update((part + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
