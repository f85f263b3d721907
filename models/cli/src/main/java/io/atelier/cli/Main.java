package io.atelier.cli;

import io.atelier.cli.display.Terminal;
import io.atelier.lab.process.ErrorLine;
import io.atelier.lab.run.Provenances;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program. */
@Command(
    name = "atelier",
    description =
        "Trains networks on your data, evaluates and exports them; and reproduces a paper.",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      InitCommand.class,
      TrainCommand.class,
      SearchCommand.class,
      ReproduceCommand.class,
      SearchWorkerCommand.class,
      TrainingWorkerCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      ExportCommand.class,
      FeatureMapsCommand.class,
      SummaryCommand.class,
      ModelsCommand.class,
      DataCommand.class,
      DoctorCommand.class,
      BenchmarkCommand.class,
      BenchmarkCaseCommand.class,
      BenchmarkCellsCommand.class,
      WarmUpCommand.class,
      AutoComplete.GenerateCompletion.class,
    })
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private static final String[] LAUNCHER = {
    "",
    "'atelier --class-path JAR[:JAR...] COMMAND' takes your own data sets, layers and models from"
        + " jars or folders of classes.",
    "'atelier --natives BUILD COMMAND' takes another build of TensorFlow, now and from then on: gpu;"
        + " cuda, with NVIDIA's libraries (2 GB) for a machine that has only the driver; cpu;"
        + " auto, the default: what the machine needs.",
  };

  Main() {}

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    // Libraries that draw and print take their digits from here; they are the same everywhere.
    Locale.setDefault(Locale.ROOT);
    Terminal.writePastTheFilter();
    Output output = Output.standard();
    int code = execute(args);
    System.out.flush();
    System.exit(output.exitCode(code, System.err));
  }

  /**
   * An error of the machine, such as memory that ran out, is no reason for a stack trace either.
   */
  private static int execute(String[] args) {
    Optional<String> unreadable =
        Words.unreadable(
            System.getProperty("sun.jnu.encoding"), System.getProperty("user.dir"), args);
    if (unreadable.isPresent()) {
      System.err.println("atelier: " + unreadable.get());
      return CommandLine.ExitCode.USAGE;
    }
    try {
      return commandLine().execute(args);
    } catch (Error e) {
      LOG.debug("command failed", e);
      System.err.println("atelier: " + ErrorLine.of(inWords(rootCause(e))));
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private static String inWords(Throwable error) {
    return error instanceof ClassNotFoundException || error instanceof NoClassDefFoundError
        ? "needs the class %s, which no jar on the class path has; give all that your jar needs: --class-path JAR:JAR"
            .formatted(error.getMessage())
        : error.toString();
  }

  /** {@return the whole command line, for programs that call it} */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    // As an annotation, it would be asked at every start, and load the native library to answer.
    Version version = new Version();
    line.getCommandSpec().versionProvider(version);
    line.getSubcommands().values().forEach(sub -> sub.getCommandSpec().versionProvider(version));
    // As an annotation, every command would inherit it.
    line.getCommandSpec().usageMessage().footer(LAUNCHER);
    // A file whose name begins with @ is that file, and not a list of arguments.
    line.setExpandAtFiles(false);
    line.setExecutionStrategy(Main::execute);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setUnmatchedOptionsArePositionalParams(false);
    line.setParameterExceptionHandler((error, args) -> usage(error));
    line.setExecutionExceptionHandler((error, command, result) -> failure(error, command));
    return line;
  }

  /** Nobody means an empty name: {@code --out "$UNSET"} would be the folder one is in. */
  private static int execute(ParseResult result) {
    for (String word : result.originalArgs()) {
      if (word.isBlank() || word.matches("--[\\w-]+=\\s*")) {
        throw new ParameterException(
            result.asCommandLineList().get(result.asCommandLineList().size() - 1),
            "atelier needs arguments that are not empty, got '"
                + word
                + "'; is a variable not set?");
      }
    }
    return new RunLast().execute(result);
  }

  private static int usage(ParameterException error) {
    CommandLine command = error.getCommandLine();
    StringWriter suggestions = new StringWriter();
    if (error instanceof UnmatchedArgumentException unmatched
        && unmatched.getUnmatched().stream().anyMatch(Main::isOfLauncher)) {
      suggestions.append(
          "The launcher's flags, --natives and --class-path, go before the command.");
    } else {
      UnmatchedArgumentException.printSuggestions(error, new PrintWriter(suggestions, true));
    }
    command
        .getErr()
        .println(
            ErrorLine.of(
                "atelier: %s %s See '%s --help'."
                    .formatted(
                        sentence(error.getMessage()),
                        sentence(suggestions.toString()),
                        command.getCommandSpec().qualifiedName())));
    return CommandLine.ExitCode.USAGE;
  }

  private static boolean isOfLauncher(String word) {
    return word.matches("(?s)--(natives|class-path)(=.*)?");
  }

  private static String sentence(String text) {
    String stripped = String.valueOf(text).strip().replaceFirst("^Error: ", "");
    return stripped.isEmpty() || stripped.matches("(?s).*[.?!]") ? stripped : stripped + ".";
  }

  private static int failure(Exception error, CommandLine command) {
    if (error instanceof ParameterException wrong) {
      return usage(wrong);
    }
    report(error, command.getErr());
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static Throwable rootCause(Throwable error) {
    return error.getCause() == null ? error : rootCause(error.getCause());
  }

  /** Prints a failure as one line. */
  static void report(Throwable error, PrintWriter err) {
    Throwable cause = error instanceof UncheckedIOException io ? io.getCause() : error;
    LOG.debug("command failed", error);
    err.println("atelier: " + ErrorLine.of(cause));
    err.flush();
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return Provenances.versions().entrySet().stream()
          .limit(3)
          .map(entry -> entry.getKey() + " " + entry.getValue())
          .toArray(String[]::new);
    }
  }
}
