package io.atelier.data.image;

import io.atelier.data.ByteValues;
import io.atelier.data.DataSetException;
import io.atelier.data.file.Sha256;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes the files of a set, several at once, and writes the pixels in the set's order. No more
 * than a few pictures are in memory at a time.
 */
final class Decoding {
  private static final Logger LOG = LoggerFactory.getLogger(Decoding.class);
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  /** Pictures a thread that are decoded or wait to be written. */
  private static final int AHEAD = 4;

  private static final long LARGEST_FILE = 1L << 29;
  private static final int LONGEST_REASON = 300;
  private static final long SAID_NANOS = 10_000_000_000L;

  private final ImageFiles files;
  private final ImageOptions options;
  private final ImageDecoder decoder;
  private final OutputStream out;
  private final MessageDigest fingerprint = Sha256.digest();
  private final List<Integer> places = new ArrayList<>();
  private final List<BrokenImage> broken = new ArrayList<>();
  private Optional<Picture> first = Optional.empty();

  private record Picture(
      FoundImage file, String sha256, Optional<ByteValues> pixels, String reason) {
    List<Integer> shape() {
      return pixels.orElseThrow().shape();
    }
  }

  private Decoding(ImageFiles files, ImageOptions options, ImageDecoder decoder, OutputStream out) {
    this.files = files;
    this.options = options;
    this.decoder = decoder;
    this.out = out;
  }

  /**
   * {@return what came out; the pixels are written}
   *
   * @throws IOException if no file holds a picture, they have different sizes, or the pixels cannot
   *     be written
   */
  static Decoded write(
      ImageFiles files, ImageOptions options, ImageDecoder decoder, OutputStream out)
      throws IOException {
    return new Decoding(files, options, decoder, out).all();
  }

  private Decoded all() throws IOException {
    ExecutorService executor = Executors.newFixedThreadPool(THREADS, Decoding::thread);
    try {
      Queue<Future<Picture>> ahead = new ArrayDeque<>();
      int begun = 0;
      long said = System.nanoTime();
      for (int done = 0; done < files.files().size(); done++) {
        while (begun < files.files().size() && ahead.size() < AHEAD * THREADS) {
          FoundImage file = files.files().get(begun++);
          ahead.add(executor.submit(() -> picture(file)));
        }
        add(done, result(ahead.remove()));
        if (System.nanoTime() - said > SAID_NANOS) {
          said = System.nanoTime();
          LOG.info("{} of {} pictures are decoded", done + 1, files.files().size());
        }
      }
    } finally {
      end(executor);
    }
    List<Integer> shape = first.orElseThrow(this::nothing).shape();
    return new Decoded(
        files.files().size() - broken.size(),
        shape.get(1),
        shape.get(2),
        shape.get(3),
        Sha256.of(fingerprint),
        places,
        broken);
  }

  /**
   * Waits for the pictures that are being decoded: once this has ended, no file is read any more.
   */
  private static void end(ExecutorService executor) {
    executor.shutdownNow();
    try {
      executor.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "atelier-decode");
    thread.setDaemon(true);
    return thread;
  }

  /** A file that cannot be read ends it all: that may be otherwise next time, a damaged one not. */
  private Picture picture(FoundImage file) throws IOException {
    Path path = files.root().resolve(file.path());
    String sha256 = "";
    try {
      if (Files.size(path) > LARGEST_FILE) {
        throw new BrokenImageException("it has more than 512 MiB");
      }
      byte[] content = Files.readAllBytes(path);
      sha256 = Sha256.of(content);
      return new Picture(file, sha256, Optional.of(decoder.decode(content, options)), "");
    } catch (BrokenImageException e) {
      return new Picture(file, sha256, Optional.empty(), shortened(e.getMessage()));
    } catch (IOException e) {
      throw new IOException(
          "%s needs to be a file that can be read, got %s; check who may read it, and the disk"
              .formatted(path, e.getClass().getSimpleName()),
          e);
    }
  }

  private static String shortened(String reason) {
    return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "..." : reason;
  }

  private static Picture result(Future<Picture> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("decoding was interrupted").initCause(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    }
  }

  private void add(int place, Picture picture) throws IOException {
    String line = picture.file().path() + "\n" + picture.sha256() + "\n";
    fingerprint.update(line.getBytes(StandardCharsets.UTF_8));
    if (picture.pixels().isEmpty()) {
      places.add(place);
      broken.add(new BrokenImage(picture.file().path(), picture.reason()));
      return;
    }
    first = first.or(() -> Optional.of(picture));
    if (!picture.shape().equals(first.orElseThrow().shape())) {
      throw new DataSetException(
          "%s needs pictures of one size, got %s and %s; give the size to bring all of them to"
              .formatted(files.root(), sized(first.orElseThrow()), sized(picture)));
    }
    out.write(picture.pixels().orElseThrow().values());
  }

  private static String sized(Picture picture) {
    return "%s of %sx%s"
        .formatted(picture.file().path(), picture.shape().get(1), picture.shape().get(2));
  }

  private IOException nothing() {
    return new DataSetException(
        "%s needs files that hold pictures, got %s that do not: %s; give BMP, GIF, JPEG or PNG files"
            .formatted(files.root(), broken.size(), BrokenImage.listed(broken)));
  }
}
