package io.atelier.cli;

import io.atelier.engine.runtime.Execution;
import io.atelier.lab.setting.Bound;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How many images a trained run answers at a time. */
final class EvaluationBatch {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--evaluation-batch",
      paramLabel = "N",
      description =
          "Examples answered at a time; fewer take less memory. Default: what the run was trained"
              + " with; 0 for as many as suit the network, 500 at most.")
  private Integer size;

  /**
   * {@return where the run answers: as it was trained, or with what the flag says}
   *
   * @throws ParameterException if the flag is out of its range
   */
  Execution of(Execution trained) {
    try {
      return size == null
          ? trained
          : trained.withEvaluationBatch(Bound.EVALUATION_BATCH.require(size));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
