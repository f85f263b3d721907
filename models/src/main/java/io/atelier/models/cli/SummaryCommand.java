package io.atelier.models.cli;

import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.ModelSummary;
import io.atelier.models.config.Presets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code atelier summary}. */
@Command(
    name = "summary",
    description = "Prints a network's layers and parameters as Keras 2.12 does.",
    mixinStandardHelpOptions = true)
final class SummaryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      completionCandidates = ModelNames.class,
      description = "A name from 'atelier models'.")
  private String model;

  @Override
  public Integer call() {
    Model found;
    try {
      found = Presets.named(model).model();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    spec.commandLine().getOut().println(ModelSummary.of(found).text(true, false));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
