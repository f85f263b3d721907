package io.atelier.data.format;

import io.atelier.data.ByteValues;
import io.atelier.data.DataSetException;
import io.atelier.data.Examples;
import io.atelier.data.IntValues;
import io.atelier.data.file.WholeFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The binary version of CIFAR-10 ({@code data_batch_1.bin} and so on, {@code test_batch.bin}) and
 * CIFAR-100 ({@code train.bin}, {@code test.bin}, with their fine labels): images {@code [n, 32,
 * 32, 3]} of bytes.
 */
final class CifarFormat implements Format {
  private static final int SIDE = 32;
  private static final int PIXELS = SIDE * SIDE;
  private static final int CHANNELS = 3;
  private static final Pattern BATCH = Pattern.compile("data_batch_(\\d{1,4})\\.bin");

  @Override
  public String name() {
    return "CIFAR binaries";
  }

  @Override
  public String description() {
    return "a folder of CIFAR binaries (data_batch_1.bin, test_batch.bin, batches.meta.txt; or train.bin, test.bin, fine_label_names.txt)";
  }

  @Override
  public boolean fits(DataPath path) {
    return path.isFolder()
        && (!path.matching(BATCH).isEmpty() || path.file("train.bin").isPresent());
  }

  @Override
  public Reading read(DataPath path, ReadOptions options) throws IOException {
    boolean ten = !path.matching(BATCH).isEmpty();
    if (ten && path.file("train.bin").isPresent()) {
      throw new DataSetException(
          "%s needs the files of one data set, got data_batch_N.bin and train.bin; put each set into a folder of its own"
              .formatted(path.path()));
    }
    Map<PartName, List<Path>> files = new EnumMap<>(PartName.class);
    files.put(PartName.TRAIN, ten ? batches(path) : List.of(path.file("train.bin").orElseThrow()));
    path.file(ten ? "test_batch.bin" : "test.bin")
        .ifPresent(file -> files.put(PartName.TEST, List.of(file)));
    var all = new ArrayList<Path>();
    files.values().forEach(all::addAll);
    Path named = path.file(ten ? "batches.meta.txt" : "fine_label_names.txt").orElse(null);
    List<String> names = named == null ? numbered(ten ? 10 : 100) : names(named);
    var notes = new ArrayList<String>();
    if (named == null) {
      notes.add(
          "The classes are called by their numbers, since %s is not there."
              .formatted(ten ? "batches.meta.txt" : "fine_label_names.txt"));
    } else {
      all.add(named);
    }
    Map<PartName, Examples> parts = new EnumMap<>(PartName.class);
    for (Map.Entry<PartName, List<Path>> part : files.entrySet()) {
      parts.put(part.getKey(), examples(part.getValue(), ten ? 1 : 2, names.size()));
    }
    return Reading.of(Assembly.dataSet(path, parts, names, DataPath.fingerprint(all)), notes);
  }

  private static List<Path> batches(DataPath path) throws DataSetException {
    var byNumber = new TreeMap<Integer, Path>();
    path.matching(BATCH)
        .forEach((file, name) -> byNumber.put(Integer.valueOf(name.group(1)), file));
    for (int number = 1; number <= byNumber.size(); number++) {
      if (!byNumber.containsKey(number)) {
        throw new DataSetException(
            "%s needs data_batch_1.bin and so on without a gap, got no data_batch_%s.bin; add it"
                .formatted(path.path(), number));
      }
    }
    return List.copyOf(byNumber.values());
  }

  private static Examples examples(List<Path> files, int labelBytes, int classes)
      throws IOException {
    int record = labelBytes + CHANNELS * PIXELS;
    long count = 0;
    for (Path file : files) {
      long size = Files.size(file);
      if (size == 0 || size % record != 0) {
        throw new DataSetException(
            "%s needs whole records of %s bytes, got %s bytes; take the file anew"
                .formatted(file, record, size));
      }
      count += size / record;
    }
    if (count * CHANNELS * PIXELS > Integer.MAX_VALUE) {
      throw new DataSetException(
          "%s needs fewer than 2^31 bytes of images, got %s images; use fewer batches"
              .formatted(files.get(0).getParent(), count));
    }
    byte[] images = new byte[(int) count * CHANNELS * PIXELS];
    int[] labels = new int[(int) count];
    int image = 0;
    for (Path file : files) {
      try (InputStream content = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
        byte[] next = content.readNBytes(record);
        for (int i = 0; next.length == record && image < count; i++) {
          labels[image] = next[labelBytes - 1] & 0xFF;
          if (labels[image] >= classes) {
            throw new DataSetException(
                "%s needs labels from 0 to %s, got %s for image %s; take the file anew"
                    .formatted(file, classes - 1, labels[image], i));
          }
          interleave(next, labelBytes, images, image * CHANNELS * PIXELS);
          image++;
          next = content.readNBytes(record);
        }
      }
    }
    if (image != count) {
      throw new DataSetException(
          "%s needs files that nobody writes meanwhile, got other sizes; read it again"
              .formatted(files.get(0).getParent()));
    }
    return new Examples(
        ByteValues.of(images, (int) count, SIDE, SIDE, CHANNELS),
        IntValues.of(labels, (int) count));
  }

  /** A record has all red values first, then the green and the blue ones. */
  private static void interleave(byte[] from, int offset, byte[] to, int start) {
    for (int pixel = 0; pixel < PIXELS; pixel++) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        to[start + pixel * CHANNELS + channel] = from[offset + channel * PIXELS + pixel];
      }
    }
  }

  private static List<String> names(Path file) throws IOException {
    List<String> names =
        WholeFile.read(file).lines().map(String::strip).filter(name -> !name.isEmpty()).toList();
    if (names.isEmpty()) {
      throw new DataSetException(
          "%s needs a name in each line, got none; take the file anew".formatted(file));
    }
    return names;
  }

  private static List<String> numbered(int classes) {
    return IntStream.range(0, classes).mapToObj(String::valueOf).toList();
  }
}
