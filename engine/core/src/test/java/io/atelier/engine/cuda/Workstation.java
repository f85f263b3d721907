package io.atelier.engine.cuda;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A machine in a folder, with files that stand in for what NVIDIA ships. */
final class Workstation {
  static final String LIBRARIES = "usr/lib/x86_64-linux-gnu";

  private final Path root;
  private final Map<String, String> environment = new HashMap<>();
  private URL[] classPath;

  Workstation(Path root) throws IOException {
    this.root = root;
    environment.put("HOME", Files.createDirectories(root.resolve("home/me")).toString());
    file("natives/org/tensorflow/internal/c_api/linux-x86_64-gpu/libjnitensorflow.so");
    classPath = new URL[] {url(root.resolve("natives"))};
  }

  private static URL url(Path path) throws MalformedURLException {
    return path.toUri().toURL();
  }

  /** Adds an empty file; {@return where it is} */
  Path file(String path) throws IOException {
    return file(path, "");
  }

  Path file(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  Workstation driver(String version) throws IOException {
    file(
        "proc/driver/nvidia/version",
        """
        NVRM version: NVIDIA UNIX x86_64 Kernel Module  %s  Sat Aug 19 01:15:15 UTC 2023
        GCC version:  gcc version 11.4.0 (Ubuntu 11.4.0-1ubuntu1~22.04)
        """
            .formatted(version));
    file(LIBRARIES + "/libcuda.so.1");
    return this;
  }

  Workstation libraries(String folder, List<String> sonames) throws IOException {
    for (String soname : sonames) {
      file(folder + "/" + soname);
    }
    return this;
  }

  /** {@return the sonames of all libraries} */
  static List<String> all() {
    return CudaLibrary.IN_ORDER.stream().map(CudaLibrary::soname).toList();
  }

  static List<String> part(CudaLibrary.Part part) {
    return CudaLibrary.IN_ORDER.stream()
        .filter(library -> library.part() == part)
        .map(CudaLibrary::soname)
        .toList();
  }

  Workstation variable(String name, Object value) {
    environment.put(name, value.toString());
    return this;
  }

  Workstation classPath(Path... places) throws IOException {
    classPath = new URL[places.length];
    for (int i = 0; i < places.length; i++) {
      classPath[i] = url(places[i]);
    }
    return this;
  }

  Path root() {
    return root;
  }

  Machine machine() {
    return new Machine(root, environment, new URLClassLoader(classPath, null), "linux-x86_64");
  }

  Diagnosis diagnosis() {
    return Diagnosis.of(CudaFacts.on(machine()));
  }
}
