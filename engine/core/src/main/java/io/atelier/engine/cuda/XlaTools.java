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
   * {@return what a machine has: in the folder that {@code XLA_FLAGS} names; without one, in a
   * toolkit, in Debian's folders, in those of Python's packages from NVIDIA and Triton}
   *
   * <p>The assembler is the one that came with libdevice, if there is one.
   */
  public static XlaTools on(Machine machine) {
    Optional<Path> libdevice =
        XlaSetup.named(machine)
            .map(home -> Stream.of(home.resolve("nvvm/libdevice")))
            .orElseGet(() -> folders(machine))
            .map(folder -> folder.resolve(BITCODE))
            .filter(Files::isRegularFile)
            .findFirst();
    Stream<Path> beside = libdevice.stream().flatMap(XlaTools::beside);
    Stream<Path> elsewhere =
        Stream.concat(toolkits(machine, "bin"), packages(machine, "bin", "bin"));
    return new XlaTools(
        libdevice, ptxas(beside).or(() -> machine.program("ptxas")).or(() -> ptxas(elsewhere)));
  }

  private static Stream<Path> folders(Machine machine) {
    return Stream.of(
            toolkits(machine, "nvvm/libdevice"),
            Stream.of(machine.place("usr/lib/nvidia-cuda-toolkit/libdevice")),
            packages(machine, "nvvm/libdevice", "lib"))
        .flatMap(folders -> folders);
  }

  /** {@return the folders of programs for a libdevice: as a toolkit has it, and as Triton} */
  private static Stream<Path> beside(Path libdevice) {
    Path folder = libdevice.getParent();
    return Stream.of(folder.resolve("../../bin"), folder.resolve("../bin")).map(Path::normalize);
  }

  private static Optional<Path> ptxas(Stream<Path> folders) {
    return folders.map(folder -> folder.resolve("ptxas")).filter(Files::isExecutable).findFirst();
  }

  private static Stream<Path> toolkits(Machine machine, String folder) {
    return Toolkits.homes(machine).stream().map(home -> home.resolve(folder));
  }

  /** {@return folders of Python's packages: of NVIDIA's compiler, and of Triton} */
  private static Stream<Path> packages(Machine machine, String nvidia, String triton) {
    return pythons(machine).stream()
        .flatMap(
            packages ->
                Stream.of(
                    packages.resolve("nvidia/cuda_nvcc").resolve(nvidia),
                    packages.resolve("triton/backends/nvidia").resolve(triton)));
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
