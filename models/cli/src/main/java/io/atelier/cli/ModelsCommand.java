package io.atelier.cli;

import io.atelier.engine.runtime.ModelSummary;
import io.atelier.lab.config.Presets;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code atelier models}. */
@Command(
    name = "models",
    description =
        "Lists the networks that are known by name, with their number of parameters: the paper's"
            + " 22, and those of jars on --class-path.",
    mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    for (String name : Presets.names()) {
      long parameters = ModelSummary.of(Presets.named(name).model()).parameters();
      out.printf(Locale.ROOT, "%-32s %,10d%n", name, parameters);
    }
    out.flush();
    return 0;
  }
}
