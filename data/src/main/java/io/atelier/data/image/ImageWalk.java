package io.atelier.data.image;

import io.atelier.data.DataSetException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds pictures by their names, as Keras' {@code index_directory} does. */
final class ImageWalk {
  private static final List<String> ENDINGS = List.of(".bmp", ".gif", ".jpeg", ".jpg", ".png");

  private ImageWalk() {}

  /** {@return whether a file's name is that of a picture} */
  static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  /**
   * {@return the folders in a folder that Keras takes for classes: sorted, without those whose name
   * begins with a dot}
   */
  static List<String> classes(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(Files::isDirectory)
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted(PythonOrder.CODE_POINTS)
          .toList();
    }
  }

  /**
   * {@return the pictures of a class, in all folders below it; sorted by folder, then by name.
   * Links to folders are not followed, links to files are}
   */
  static List<FoundImage> pictures(Path root, String className) throws IOException {
    try {
      return found(root, className);
    } catch (FileSystemException e) {
      throw new DataSetException(
          "%s needs folders that can be read, got %s: %s; correct the permissions"
              .formatted(root, e.getFile(), e.getClass().getSimpleName()),
          e);
    }
  }

  private static List<FoundImage> found(Path root, String className) throws IOException {
    // A class may be a link itself.
    Path folder = root.resolve(className).toRealPath();
    var found = new ArrayList<Found>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (isPicture(file) && isFile(file, attributes)) {
              String below = name(folder.relativize(file.getParent()));
              found.add(new Found(below, file.getFileName().toString(), at(file, attributes)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(
        Comparator.comparing(Found::folder, PythonOrder.CODE_POINTS)
            .thenComparing(Found::name, PythonOrder.CODE_POINTS));
    return found.stream().map(file -> file.of(className)).toList();
  }

  private record Found(String folder, String name, BasicFileAttributes attributes) {
    FoundImage of(String className) {
      String path = className + "/" + (folder.isEmpty() ? "" : folder + "/") + name;
      return FoundImage.of(path, attributes);
    }
  }

  private static String name(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  private static boolean isFile(Path file, BasicFileAttributes attributes) {
    return attributes.isRegularFile() || (attributes.isSymbolicLink() && !Files.isDirectory(file));
  }

  /** Of the file that a link leads to; of the link itself if it leads nowhere. */
  private static BasicFileAttributes at(Path file, BasicFileAttributes attributes)
      throws IOException {
    return attributes.isSymbolicLink() && Files.exists(file)
        ? Files.readAttributes(file, BasicFileAttributes.class)
        : attributes;
  }
}
