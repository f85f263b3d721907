package io.atelier.cli.option;

import io.atelier.lab.serving.AnswerText;
import io.atelier.lab.serving.OutputForm;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How answers are written, and where to. */
public final class AnswerOptions {
  private static final int MOST_SHOWN = 3;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "How many classes are shown, the likeliest first. Default: 3.")
  private Integer top;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "How the answers are written: text, csv or json. Default: text.")
  private Format format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where they are written to. Default: they are printed.")
  private Path out;

  /** As the flag spells them. */
  enum Format {
    text,
    csv,
    json
  }

  /**
   * {@return how many classes are shown at most}
   *
   * @throws ParameterException if the flag is out of its range, or no classes are answered
   */
  public int top(OutputForm form) {
    if (top == null) {
      return MOST_SHOWN;
    }
    if (form.answers() != OutputForm.Kind.CLASSES) {
      throw new ParameterException(
          spec.commandLine(),
          "--top needs a run that answers with one class of several, got one of %s; leave it out"
              .formatted(form.answers() == OutputForm.Kind.LABELS ? "several labels" : "numbers"));
    }
    if (top < 1) {
      throw new ParameterException(
          spec.commandLine(), "--top needs at least 1, got %s".formatted(top));
    }
    return top;
  }

  /** {@return where the answers are written, to the file that is named or else to this} */
  public AnswerWriter writer(AnswerText text, PrintWriter printed) {
    return new AnswerWriter(text, format, Optional.ofNullable(out), printed);
  }
}
