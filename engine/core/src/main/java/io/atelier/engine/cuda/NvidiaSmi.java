package io.atelier.engine.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the driver's own program tells.
 *
 * @param cuda the newest CUDA version that the driver knows, as {@code 12.2}
 * @param gpus the machine's
 * @param complaint its first line if it fails, as it does where the driver does
 */
record NvidiaSmi(Optional<String> cuda, List<Gpu> gpus, Optional<String> complaint) {
  private static final long PATIENCE_SECONDS = 20;
  private static final Pattern CUDA = Pattern.compile("CUDA Version\\s*:\\s*(\\d+\\.\\d+)");
  private static final Pattern MODEL = Pattern.compile("Model:\\s*(.+)");

  /** {@return what it tells; without it, the names that the kernel has} */
  static NvidiaSmi on(Machine machine) {
    Optional<Path> program =
        machine
            .program("nvidia-smi")
            .or(
                () ->
                    Optional.of(machine.place("usr/lib/wsl/lib/nvidia-smi"))
                        .filter(Files::isExecutable));
    if (program.isEmpty()) {
      return silent(kernels(machine));
    }
    Output listed =
        output(
            program.get(),
            "--query-gpu=index,name,memory.total,memory.free,compute_cap",
            "--format=csv,noheader,nounits");
    if (!listed.good()) {
      return new NvidiaSmi(Optional.empty(), kernels(machine), listed.firstLine());
    }
    List<Gpu> gpus = gpus(listed.text());
    Matcher cuda = CUDA.matcher(output(program.get()).text());
    return new NvidiaSmi(
        cuda.find() ? Optional.of(cuda.group(1)) : Optional.empty(),
        gpus.isEmpty() ? kernels(machine) : gpus,
        Optional.empty());
  }

  /** {@return what is known without it} */
  static NvidiaSmi silent(List<Gpu> gpus) {
    return new NvidiaSmi(Optional.empty(), gpus, Optional.empty());
  }

  /** Lines as {@code 0, NVIDIA H100 80GB HBM3, 81559, 81008, 9.0}, memory in MiB. */
  static List<Gpu> gpus(String csv) {
    List<Gpu> gpus = new ArrayList<>();
    for (String line : csv.lines().toList()) {
      String[] fields = line.split(",", -1);
      if (fields.length == 5 && fields[0].strip().matches("\\d+")) {
        gpus.add(
            new Gpu(
                Integer.parseInt(fields[0].strip()),
                fields[1].strip(),
                mebibytes(fields[2].strip()),
                mebibytes(fields[3].strip()),
                Optional.of(fields[4].strip()).filter(cap -> cap.matches("\\d+\\.\\d+"))));
      }
    }
    return List.copyOf(gpus);
  }

  private static OptionalLong mebibytes(String number) {
    return number.matches("\\d+")
        ? OptionalLong.of(Long.parseLong(number) << 20)
        : OptionalLong.empty();
  }

  private static List<Gpu> kernels(Machine machine) {
    List<Gpu> gpus = new ArrayList<>();
    List<Path> folders =
        Toolkits.matching(machine.place("proc/driver/nvidia/gpus"), "*").stream().sorted().toList();
    for (Path folder : folders) {
      try {
        Matcher model = MODEL.matcher(Files.readString(folder.resolve("information")));
        gpus.add(
            new Gpu(
                gpus.size(),
                model.find() ? model.group(1).strip() : "unknown",
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty()));
      } catch (IOException e) {
        // Not a GPU that can be told of.
      }
    }
    return List.copyOf(gpus);
  }

  private record Output(boolean good, String text) {
    static final Output NONE = new Output(false, "");

    Optional<String> firstLine() {
      return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst();
    }
  }

  private static Output output(Path program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    try {
      Path file = Files.createTempFile("atelier-nvidia-smi", ".txt");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(file.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          return Output.NONE;
        }
        return new Output(process.exitValue() == 0, Files.readString(file, StandardCharsets.UTF_8));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      return Output.NONE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Output.NONE;
    }
  }
}
