package io.atelier.engine.cuda;

import io.atelier.data.file.Folder;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code org.bytedeco:cuda:linux-x86_64-redist} on the class path: NVIDIA's libraries in a jar.
 *
 * @param jar the file
 * @param folder where its libraries are, once they are unpacked
 * @param entries the jar's entries by the library's file name; only what TensorFlow opens
 */
record Redist(Path jar, Path folder, Map<String, String> entries) {
  private static final Logger LOG = LoggerFactory.getLogger(Redist.class);
  private static final String PREFIX = "org/bytedeco/cuda/linux-x86_64/";

  /** {@return the jar, if it is there} */
  static Optional<Redist> on(Machine machine) {
    URL url = machine.classPath().getResource(PREFIX + CudaLibrary.IN_ORDER.get(0).soname());
    if (url == null) {
      return Optional.empty();
    }
    try {
      if (!(url.openConnection() instanceof JarURLConnection connection)) {
        return Optional.empty();
      }
      Path jar = Path.of(connection.getJarFileURL().toURI());
      String name = jar.getFileName().toString().replaceAll("\\.jar$", "");
      return Optional.of(new Redist(jar, machine.cache().resolve("cuda").resolve(name), list(jar)));
    } catch (IOException | URISyntaxException | IllegalArgumentException e) {
      LOG.debug("no jar with CUDA's libraries", e);
      return Optional.empty();
    }
  }

  private static Map<String, String> list(Path jar) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      Enumeration<JarEntry> all = file.entries();
      while (all.hasMoreElements()) {
        String entry = all.nextElement().getName();
        String name = entry.substring(entry.lastIndexOf('/') + 1);
        if (entry.startsWith(PREFIX)
            && CudaLibrary.IN_ORDER.stream()
                .anyMatch(library -> library.in(Set.of(name)).isPresent())) {
          entries.put(name, entry);
        }
      }
    }
    return entries;
  }

  /** {@return the folder as it is once the jar is unpacked} */
  CudaFolder asFolder() {
    return new CudaFolder(CudaFolder.Origin.JAR, folder, entries.keySet());
  }

  /** {@return whether the libraries are in the folder} */
  boolean unpacked() {
    return Files.isDirectory(folder);
  }

  /**
   * Unpacks the libraries, if that was not done yet. The folder appears whole or not at all; one
   * process does it while others wait.
   *
   * @throws IOException if they cannot be written
   */
  void unpack() throws IOException {
    if (unpacked()) {
      return;
    }
    Path parent = Files.createDirectories(folder.getParent());
    try (FileChannel channel =
        FileChannel.open(
            parent.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      if (!unpacked()) {
        LOG.warn("Unpacking NVIDIA's libraries into {}, once", folder);
        deleteUnfinished(parent);
        Folder.writeWhole(folder, this::copyTo);
      }
    }
  }

  private void copyTo(Path target) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        try (InputStream content = file.getInputStream(file.getEntry(entry.getValue()))) {
          Files.copy(content, target.resolve(entry.getKey()));
        }
      }
    }
  }

  /** What a process left that was killed while it unpacked. */
  private void deleteUnfinished(Path parent) throws IOException {
    for (Path unfinished : Toolkits.matching(parent, "." + folder.getFileName() + ".*")) {
      Folder.delete(unfinished);
    }
  }
}
