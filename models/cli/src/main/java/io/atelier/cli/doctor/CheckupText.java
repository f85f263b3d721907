package io.atelier.cli.doctor;

import io.atelier.engine.cuda.CudaFacts;
import io.atelier.engine.cuda.CudaLibraries.Finding;
import io.atelier.engine.cuda.Diagnosis;
import io.atelier.engine.cuda.Driver;
import io.atelier.engine.cuda.Gpu;
import io.atelier.engine.cuda.XlaTools;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** A checkup in lines for a person. */
public final class CheckupText {
  private static final int COLUMN = 40;

  private final StringBuilder text = new StringBuilder();

  private CheckupText() {}

  /** {@return a checkup as text; the last line is the verdict} */
  public static String of(Checkup checkup) {
    CheckupText page = new CheckupText();
    page.graphics(checkup.facts());
    page.libraries(checkup.facts());
    page.xla(checkup.xla(), checkup.facts().driver());
    page.rest(checkup);
    page.text.append(verdict(checkup.diagnosis())).append(System.lineSeparator());
    return page.text.toString();
  }

  /** {@return the verdict in one line} */
  static String verdict(Diagnosis diagnosis) {
    return "Verdict: " + (diagnosis.ready() ? "" : "CPU fallback: ") + diagnosis.line();
  }

  private void graphics(CudaFacts facts) {
    row("driver", driver(facts));
    for (Gpu gpu : facts.gpus()) {
      row("GPU " + gpu.index(), gpu(gpu));
    }
    if (facts.gpus().isEmpty()) {
      row(
          "GPUs",
          facts.driver().absent()
              ? "none"
              : "unknown: " + facts.complaint().orElse("no nvidia-smi"));
    }
    facts.visible().ifPresent(visible -> row("CUDA_VISIBLE_DEVICES", "'" + visible + "'"));
  }

  private static String driver(CudaFacts facts) {
    if (facts.driver().absent()) {
      return "none" + facts.driver().file().map(file -> ", only " + file).orElse("");
    }
    return facts.driver().version().orElse("of unknown version")
        + facts.driverCuda().map(cuda -> ", up to CUDA " + cuda).orElse("")
        + facts.driver().file().map(file -> ", " + file).orElse(", without libcuda.so.1");
  }

  private static String gpu(Gpu gpu) {
    return gpu.name()
        + mebibytes(", %,d MiB", gpu.memoryBytes())
        + mebibytes(" (%,d MiB free)", gpu.freeBytes())
        + gpu.computeCapability().map(cap -> ", compute capability " + cap).orElse("");
  }

  private static String mebibytes(String format, OptionalLong bytes) {
    return bytes.isEmpty() ? "" : String.format(Locale.ROOT, format, bytes.getAsLong() >> 20);
  }

  private void libraries(CudaFacts facts) {
    heading("CUDA 12 and cuDNN 9");
    for (Finding finding : facts.libraries().findings()) {
      row(finding.wanted().soname(), place(finding));
    }
    if (!facts.libraries().missing().isEmpty()) {
      line("All of them come with -Pcuda (2 GB), or 'atelier --natives cuda doctor'; the packages");
      line("are those of NVIDIA's source for Debian and Ubuntu.");
    }
    facts.failures().forEach(failure -> line("not loaded: " + failure.reason()));
  }

  private static String place(Finding finding) {
    if (finding.file().isPresent()) {
      return "%s (%s)".formatted(finding.file().get(), finding.origin().orElseThrow());
    }
    return (finding.wanted().required() ? "MISSING" : "missing, not needed to train")
        + finding.otherMajor().map(other -> ", got " + other).orElse("")
        + ": "
        + finding.wanted().installCommand();
  }

  private void xla(XlaTools xla, Driver driver) {
    heading("XLA on a GPU");
    row("libdevice.10.bc", tool(xla.libdevice(), "missing: " + XlaTools.INSTALL));
    row(
        "ptxas",
        tool(
            xla.ptxas(),
            driver.absent() ? "missing: " + XlaTools.INSTALL : "missing, the driver compiles"));
  }

  private static String tool(Optional<Path> file, String otherwise) {
    return file.map(Path::toString).orElse(otherwise);
  }

  private void rest(Checkup checkup) {
    heading("This machine");
    row(
        "natives",
        switch (checkup.facts().natives()) {
          case GPU -> "TensorFlow %s, GPU build".formatted(checkup.tensorflow());
          case CPU -> "TensorFlow %s, CPU build".formatted(checkup.tensorflow());
          case NONE -> "TensorFlow %s, unknown build".formatted(checkup.tensorflow());
        });
    row("CPU", checkup.cpu().model() + ", " + checkup.cpu().threads() + " threads");
    row("CPU features", String.join(" ", checkup.cpu().features()));
    row(
        "memory",
        String.format(
            Locale.ROOT,
            "%,d MiB (%,d MiB free)",
            checkup.memory().totalBytes() >> 20,
            checkup.memory().freeBytes() >> 20));
    for (Checkup.Data data : checkup.data()) {
      row(
          "data set",
          data.folder()
              .map(folder -> "%s in %s".formatted(data.name(), folder))
              .orElse("%s, not there yet: %s".formatted(data.name(), data.problem())));
    }
    text.append(System.lineSeparator());
  }

  private void heading(String title) {
    text.append(System.lineSeparator()).append(title).append(System.lineSeparator());
  }

  private void row(String name, String value) {
    line(name + " ".repeat(Math.max(1, COLUMN - name.length())) + value);
  }

  private void line(String content) {
    text.append("  ").append(content.stripTrailing()).append(System.lineSeparator());
  }
}
