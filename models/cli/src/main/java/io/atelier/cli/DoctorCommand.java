package io.atelier.cli;

import io.atelier.cli.doctor.Checkup;
import io.atelier.cli.doctor.CheckupJson;
import io.atelier.cli.doctor.CheckupText;
import io.atelier.cli.option.DataOptions;
import io.atelier.engine.cuda.Machine;
import io.atelier.engine.runtime.device.NativeLibrary;
import io.atelier.lab.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code atelier doctor}. */
@Command(
    name = "doctor",
    description = {
      "Says whether a GPU is used, and if not, why and what to do.",
      "Exit code 0: a GPU is ready; 3: training runs on the CPU."
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  /** Exit code for a machine without a GPU that can be used. */
  static final int CPU_FALLBACK = 3;

  private static final Logger LOG = LoggerFactory.getLogger(DoctorCommand.class);

  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Checkup checkup =
        Checkup.of(Machine.current(), NativeLibrary.facts(), version(), data.folder());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.MAPPER.writeValueAsString(CheckupJson.of(checkup)));
    } else {
      out.print(CheckupText.of(checkup));
    }
    out.flush();
    return checkup.diagnosis().ready() ? 0 : CPU_FALLBACK;
  }

  /** A machine where the library cannot be loaded needs the doctor most. */
  private static String version() {
    try {
      return NativeLibrary.version();
    } catch (IllegalStateException | LinkageError e) {
      LOG.debug("TensorFlow cannot be loaded", e);
      return "cannot be loaded";
    }
  }
}
