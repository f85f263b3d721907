package io.atelier.engine.cuda;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What XLA needs to compile for a GPU, beside CUDA's libraries.
 *
 * @param libdevice NVIDIA's mathematical functions, {@code libdevice.10.bc}
 * @param ptxas the assembler; without it, the driver's compiler is one
 */
public record XlaTools(Optional<Path> libdevice, Optional<Path> ptxas) {
  /** The command that brings both. */
  public static final String INSTALL = "sudo apt-get install cuda-nvcc-12-6";

  private static final String BITCODE = "libdevice.10.bc";

  /**
   * {@return what a machine has: in a toolkit, in Debian's folders, in those of Python's packages
   * from NVIDIA and Triton}
   */
  public static XlaTools on(Machine machine) {
    Stream<Path> toolkits =
        Toolkits.homes(machine).stream().map(home -> home.resolve("nvvm/libdevice"));
    Stream<Path> debian = Stream.of(machine.place("usr/lib/nvidia-cuda-toolkit/libdevice"));
    Stream<Path> python =
        pythons(machine).stream()
            .flatMap(
                packages ->
                    Stream.of(
                        packages.resolve("nvidia/cuda_nvcc/nvvm/libdevice"),
                        packages.resolve("triton/backends/nvidia/lib")));
    return new XlaTools(
        Stream.of(toolkits, debian, python)
            .flatMap(folders -> folders)
            .map(folder -> folder.resolve(BITCODE))
            .filter(Files::isRegularFile)
            .findFirst(),
        ptxas(machine));
  }

  private static Optional<Path> ptxas(Machine machine) {
    Stream<Path> toolkits = Toolkits.homes(machine).stream().map(home -> home.resolve("bin"));
    Stream<Path> python =
        pythons(machine).stream()
            .flatMap(
                packages ->
                    Stream.of(
                        packages.resolve("nvidia/cuda_nvcc/bin"),
                        packages.resolve("triton/backends/nvidia/bin")));
    return machine
        .program("ptxas")
        .or(
            () ->
                Stream.concat(toolkits, python)
                    .map(folder -> folder.resolve("ptxas"))
                    .filter(Files::isExecutable)
                    .findFirst());
  }

  /** {@return the folders of Python's packages} */
  private static List<Path> pythons(Machine machine) {
    Stream<Path> prefixes =
        Stream.of(
                machine.variable("VIRTUAL_ENV").map(Path::of),
                machine.variable("CONDA_PREFIX").map(Path::of),
                machine.program("python3").map(Path::getParent).map(Path::getParent),
                Optional.of(machine.home().resolve(".local")),
                Optional.of(machine.place("usr/local")),
                Optional.of(machine.place("usr")))
            .flatMap(Optional::stream);
    return prefixes
        .flatMap(prefix -> Toolkits.matching(prefix.resolve("lib"), "python3*").stream())
        .flatMap(lib -> Stream.of(lib.resolve("site-packages"), lib.resolve("dist-packages")))
        .filter(Files::isDirectory)
        .toList();
  }
}
