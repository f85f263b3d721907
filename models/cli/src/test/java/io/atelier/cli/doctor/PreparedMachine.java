package io.atelier.cli.doctor;

import io.atelier.engine.cuda.CudaFacts;
import io.atelier.engine.cuda.CudaLibrary;
import io.atelier.engine.cuda.Machine;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A machine in a folder: TensorFlow's GPU build, and files that stand in for NVIDIA's libraries.
 */
final class PreparedMachine {
  private static final String LIBRARIES = "usr/lib/x86_64-linux-gnu/";

  private final Path root;

  PreparedMachine(Path root) throws IOException {
    this.root = root.toRealPath();
    file("natives/org/tensorflow/internal/c_api/linux-x86_64-gpu/libjnitensorflow.so", "");
  }

  private void file(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  void driver(String version) throws IOException {
    file(
        "proc/driver/nvidia/version",
        "NVRM version: NVIDIA UNIX x86_64 Kernel Module  %s  Sat Aug 19\n".formatted(version));
    libraries(List.of("libcuda.so.1"));
  }

  void libraries(List<String> sonames) throws IOException {
    for (String soname : sonames) {
      file(LIBRARIES + soname, "");
    }
  }

  static List<String> all() {
    return CudaLibrary.IN_ORDER.stream().map(CudaLibrary::soname).toList();
  }

  String path(String soname) {
    return root.resolve(LIBRARIES + soname).toString();
  }

  Checkup checkup() throws IOException {
    URL natives = root.resolve("natives").toUri().toURL();
    Machine machine =
        new Machine(
            root,
            Map.of("HOME", root.toString()),
            new URLClassLoader(new URL[] {natives}, null),
            "linux-x86_64");
    return Checkup.of(
        machine, CudaFacts.on(machine), "2.18.0", Optional.of(root.resolve("no data")));
  }
}
