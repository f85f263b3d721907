package io.atelier.data.image;

import io.atelier.data.DataSetException;
import io.atelier.data.IntValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A folder of pictures in the layout that Keras' {@code image_dataset_from_directory} reads: a
 * sub-folder for each class, {@code pets/cat/1.jpg}. Or the same once for each part: {@code
 * pets/train/cat/1.jpg}, {@code pets/test/cat/2.jpg}, and {@code val}, {@code valid} or {@code
 * validation}; {@code training} and {@code testing}, and capitals, are understood too. {@link
 * ImageSet} reads it.
 */
public final class ImageFolder {
  private static final String TRAIN = "train";

  private static final String VALIDATION = "validation";

  /** What a folder's name, in small letters, says it is for. */
  private static final Map<String, String> PARTS =
      Map.of(
          TRAIN,
          TRAIN,
          "training",
          TRAIN,
          "val",
          VALIDATION,
          "valid",
          VALIDATION,
          VALIDATION,
          VALIDATION,
          "test",
          "test",
          "testing",
          "test");

  private ImageFolder() {}

  /** {@return whether this is a folder with sub-folders, one of which has a picture} */
  public static boolean is(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    for (String name : ImageWalk.classes(path)) {
      try (Stream<Path> found = Files.walk(path.resolve(name).toRealPath())) {
        if (found.anyMatch(ImageWalk::isPicture)) {
          return true;
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    return false;
  }

  /**
   * {@return the pictures of a folder, by part: {@code train}, and where there are some {@code
   * validation} and {@code test}}
   *
   * @param notes gets a sentence about what is odd
   * @throws IOException if it cannot be read or has no pictures in class folders
   */
  static Map<String, ImageFiles> files(Path folder, Consumer<String> notes) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new DataSetException(
          "%s needs to be a folder with a sub-folder of pictures for each class, got %s; check the path"
              .formatted(folder, Files.exists(folder) ? "a file" : "nothing there"));
    }
    List<String> names = ImageWalk.classes(folder);
    Map<String, String> folders = parts(folder, names);
    var found = new LinkedHashMap<String, ImageFiles>();
    if (folders.isEmpty()) {
      found.put(TRAIN, part(folder, names, notes));
      return found;
    }
    Path train = folder.resolve(folders.get(TRAIN));
    List<String> classes = ImageWalk.classes(train);
    found.put(TRAIN, part(train, classes, notes));
    for (var other : folders.entrySet()) {
      if (!other.getKey().equals(TRAIN)) {
        Path root = folder.resolve(other.getValue());
        found.put(other.getKey(), part(root, known(root, classes, train), notes));
      }
    }
    return found;
  }

  /**
   * {@return the folders by the part that they are for; none if the folders are classes: a set of
   * vehicles may have a class of trains}
   */
  private static Map<String, String> parts(Path folder, List<String> names) throws IOException {
    var folders = new LinkedHashMap<String, String>();
    var others = new ArrayList<String>();
    for (String name : names) {
      String part = PARTS.get(name.toLowerCase(Locale.ROOT));
      if (part == null) {
        others.add(name);
      } else if (folders.put(part, name) != null) {
        throw new DataSetException(
            "%s needs one folder for its part %s, got several among %s; merge them"
                .formatted(folder, part, names));
      }
    }
    if (!folders.containsKey(TRAIN) || (folders.size() == 1 && !others.isEmpty())) {
      return Map.of();
    }
    if (!others.isEmpty()) {
      throw new DataSetException(
          "%s needs to have either parts, such as train and test, or classes, got %s beside %s; move or rename what does not belong there"
              .formatted(folder, others, folders.values()));
    }
    return folders;
  }

  /** {@return the classes that are trained, for another part, which must have no others} */
  private static List<String> known(Path part, List<String> classes, Path train)
      throws IOException {
    List<String> unknown = new ArrayList<>(ImageWalk.classes(part));
    unknown.removeAll(Set.copyOf(classes));
    if (!unknown.isEmpty()) {
      throw new DataSetException(
          "%s needs the classes of %s, got %s beside them; rename or remove these folders"
              .formatted(part, train, unknown));
    }
    return classes;
  }

  private static ImageFiles part(Path root, List<String> classes, Consumer<String> notes)
      throws IOException {
    var files = new ArrayList<FoundImage>();
    var labels = new ArrayList<Integer>();
    for (int label = 0; label < classes.size(); label++) {
      String name = classes.get(label);
      List<FoundImage> pictures =
          Files.isDirectory(root.resolve(name)) ? ImageWalk.pictures(root, name) : List.of();
      if (pictures.isEmpty()) {
        notes.accept("%s has no pictures of the class %s.".formatted(root, name));
      }
      files.addAll(pictures);
      labels.addAll(Collections.nCopies(pictures.size(), label));
    }
    requirePictures(root, classes, files, notes);
    if (classes.size() == 1) {
      notes.accept(
          "%s has one class, %s; if that folder has the classes in it, name it instead."
              .formatted(root, classes.get(0)));
    }
    int[] numbers = labels.stream().mapToInt(Integer::intValue).toArray();
    return new ImageFiles(root, files, IntValues.of(numbers, numbers.length), classes);
  }

  private static void requirePictures(
      Path root, List<String> classes, List<FoundImage> files, Consumer<String> notes)
      throws IOException {
    long loose;
    try (Stream<Path> found = Files.list(root)) {
      loose = found.filter(ImageWalk::isPicture).count();
    }
    if (files.isEmpty()) {
      throw new DataSetException(
          "%s needs a sub-folder of pictures (bmp, gif, jpg, png) for each class, got %s folders without pictures and %s pictures beside them; put each picture into its class's folder"
              .formatted(root, classes.size(), loose));
    }
    if (loose > 0) {
      notes.accept(
          "%s has %s pictures outside the folders of its classes; they are ignored."
              .formatted(root, loose));
    }
  }
}
