package io.atelier.data.format;

import io.atelier.data.DataSet;
import io.atelier.data.DataSetException;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import io.atelier.data.file.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder of IDX files as MNIST and its relatives have: images and labels for each part, plain or
 * packed with gzip, with any prefix. Images may be of any size, labels any numbers; a {@code
 * PREFIX-mapping.txt} as EMNIST's names the classes.
 */
final class IdxFormat implements Format {
  private static final Pattern FILE =
      Pattern.compile(
          "(?i)(?:(?<set>.+)[-_.])?(?<part>"
              + PartName.ANY
              + ")[-_.](?<what>images|labels)[-_.]idx\\d?(?:-[a-z0-9]+)?(?<gz>\\.gz)?");

  @Override
  public String name() {
    return "IDX files";
  }

  @Override
  public String description() {
    return "a folder of IDX files (train-images-idx3-ubyte, train-labels-idx1-ubyte, and the same of t10k, test or val; also .gz)";
  }

  @Override
  public boolean fits(DataPath path) {
    return path.isFolder() && !path.matching(FILE).isEmpty();
  }

  @Override
  public Reading read(DataPath path, ReadOptions options) throws IOException {
    Map<PartName, Path> images = new EnumMap<>(PartName.class);
    Map<PartName, Path> labels = new EnumMap<>(PartName.class);
    String set = sort(path, images, labels);
    for (PartName part : PartName.values()) {
      if (images.containsKey(part) != labels.containsKey(part)) {
        throw new DataSetException(
            "%s needs images and labels for its part %s, got only %s; add the other file"
                .formatted(
                    path.path(), part, images.getOrDefault(part, labels.get(part)).getFileName()));
      }
    }
    var inputs = new EnumMap<PartName, Values>(PartName.class);
    var targets = new EnumMap<PartName, IntValues>(PartName.class);
    var fingerprint = new LinkedHashMap<String, String>();
    for (PartName part : images.keySet()) {
      inputs.put(part, images(images.get(part), fingerprint));
      int count = inputs.get(part).count();
      targets.put(part, labels(labels.get(part), images.get(part), count, fingerprint));
    }
    var mapping = new ArrayList<Path>();
    Map<Integer, String> names = ClassMapping.of(path, set, mapping);
    fingerprint.putAll(DataPath.fingerprint(mapping));
    var notes = new ArrayList<String>();
    DataSet data =
        Assembly.classified(
            path,
            inputs,
            targets,
            label -> names.getOrDefault(label, String.valueOf(label)),
            fingerprint,
            notes);
    return Reading.of(data, notes);
  }

  /** Sorts the files by part; {@return what all their names begin with} */
  private static String sort(DataPath path, Map<PartName, Path> images, Map<PartName, Path> labels)
      throws DataSetException {
    var sets = new TreeSet<String>();
    var ordered = new TreeMap<String, Map.Entry<Path, Matcher>>();
    // Where a file is there plain and packed, the plain one, whose name is the shorter, comes
    // first.
    path.matching(FILE).entrySet().forEach(e -> ordered.put(DataPath.name(e.getKey()), e));
    var seen = new LinkedHashMap<String, Path>();
    for (Map.Entry<Path, Matcher> each : ordered.values()) {
      Matcher name = each.getValue();
      sets.add(name.group("set") == null ? "" : name.group("set"));
      PartName part = PartName.of(name.group("part")).orElseThrow();
      Map<PartName, Path> kind = name.group("what").equalsIgnoreCase("images") ? images : labels;
      Path other = kind.putIfAbsent(part, each.getKey());
      if (other != null && !(DataPath.name(other) + ".gz").equals(DataPath.name(each.getKey()))) {
        seen.put(DataPath.name(other), other);
        seen.put(DataPath.name(each.getKey()), each.getKey());
      }
    }
    if (sets.size() > 1 || !seen.isEmpty()) {
      throw new DataSetException(
          "%s needs the IDX files of one data set, got %s; put each set into a folder of its own"
              .formatted(path.path(), sets.size() > 1 ? "those of " + sets : seen.keySet()));
    }
    return sets.first();
  }

  /** {@return what a file holds; its hash, taken while it is read, is added to the fingerprint} */
  private static IdxFile read(Path file, Map<String, String> fingerprint) throws IOException {
    MessageDigest digest = Sha256.digest();
    IdxFile idx = IdxFile.read(file, content -> new DigestInputStream(content, digest));
    fingerprint.put(DataPath.unpackedName(file), Sha256.of(digest));
    return idx;
  }

  private static Values images(Path file, Map<String, String> fingerprint) throws IOException {
    IdxFile idx = read(file, fingerprint);
    if (idx.shape().size() < 2) {
      throw new DataSetException(
          "%s needs images [n, height, width], got %s; is it the file of the labels?"
              .formatted(file, idx.shape()));
    }
    return idx.type() == IdxType.UBYTE ? idx.bytes() : idx.floats();
  }

  private static IntValues labels(
      Path file, Path images, int count, Map<String, String> fingerprint) throws IOException {
    IdxFile idx = read(file, fingerprint);
    if (idx.shape().size() != 1 || !idx.type().isInteger()) {
      throw new DataSetException(
          "%s needs labels [n] of integers, got %s%s; is it another file?"
              .formatted(file, idx.type(), idx.shape()));
    }
    if (idx.shape().get(0) != count) {
      throw new DataSetException(
          "%s needs one label for each of the %s images of %s, got %s; take both files from the same set"
              .formatted(file, count, images.getFileName(), idx.shape().get(0)));
    }
    return idx.ints();
  }
}
