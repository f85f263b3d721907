package io.atelier.engine.config.spec;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The classes of a package and the packages inside it, in the folder or jar they come from. */
public final class PackageClasses {
  private static final String SUFFIX = ".class";

  private PackageClasses() {}

  /** {@return the classes in the package of {@code anchor}, without those inside others} */
  public static List<Class<?>> beside(Class<?> anchor) {
    try {
      URI source = anchor.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path place = Path.of(source);
      if (Files.isDirectory(place)) {
        return in(place, anchor);
      }
      try (FileSystem jar = FileSystems.newFileSystem(place)) {
        return in(jar.getPath("/"), anchor);
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(
          "The classes beside %s cannot be listed: %s; run from jars or folders of classes"
              .formatted(anchor.getName(), e.getMessage()),
          e);
    }
  }

  private static List<Class<?>> in(Path root, Class<?> anchor) throws IOException {
    Path folder = root.resolve(anchor.getPackageName().replace('.', '/'));
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(SUFFIX) && !name.contains("$") && !name.contains("-"))
          .sorted()
          .<Class<?>>map(
              name ->
                  load(
                      name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'),
                      anchor.getClassLoader()))
          .toList();
    }
  }

  private static Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
