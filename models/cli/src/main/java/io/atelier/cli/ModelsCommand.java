package io.atelier.cli;

import io.atelier.engine.runtime.ModelSummary;
import io.atelier.paper.network.Catalogue;
import io.atelier.paper.network.PaperModel;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code atelier models}. */
@Command(
    name = "models",
    description = "Lists the paper's 22 networks with their number of parameters.",
    mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    for (PaperModel model : Catalogue.models()) {
      long parameters = ModelSummary.of(model.build()).parameters();
      out.printf(Locale.ROOT, "%-32s %,10d%n", model.name(), parameters);
    }
    out.flush();
    return 0;
  }
}
