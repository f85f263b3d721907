package io.atelier.cli;

import io.atelier.cli.option.CheckedFlags;
import io.atelier.cli.option.DataOptions;
import io.atelier.cli.option.OutFile;
import io.atelier.cli.option.ReadingOptions;
import io.atelier.data.DataSet;
import io.atelier.data.format.Format;
import io.atelier.data.format.Formats;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.ModelSummary;
import io.atelier.lab.config.DataConfig;
import io.atelier.lab.config.FirstModel;
import io.atelier.lab.dataset.LoadedData;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code atelier init}. */
@Command(
    name = "init",
    description = {
      "Writes a first network for your data: a file with its Keras config, to train and to change.",
      "Pictures get convolutions, other inputs dense layers behind a normalization; the last layer is what the"
          + " targets ask for. Prints the command that trains it."
    },
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DATA",
      description =
          "As for 'atelier data': a folder of pictures, a CSV file, IDX, CIFAR or NPZ; or the name of a"
              + " data set.")
  private Path data;

  @Mixin private ReadingOptions reading;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write, new. Default: model.json.")
  private Path out = Path.of("model.json");

  @Override
  public Integer call() throws IOException {
    if (Files.exists(out)) {
      throw new ParameterException(
          spec.commandLine(),
          "--out needs a file that is not there yet, got %s; choose another name, or delete it"
              .formatted(out));
    }
    Model model = FirstModel.of("model", set());
    OutFile.write(out, (KerasConfig.write(model) + "\n").getBytes(StandardCharsets.UTF_8));
    PrintWriter printed = spec.commandLine().getOut();
    printed.println(ModelSummary.of(model).text(true, false));
    printed.printf("%nModel: %s%n", out);
    printed.println(
        "Next:  atelier train %s --data %s%s --patience 5 --restore-best"
            .formatted(word(out), word(data), flags()));
    printed.flush();
    return 0;
  }

  private DataSet set() throws IOException {
    String source = data.toString();
    if (LoadedData.isNamed(source)) {
      CheckedFlags.require(spec, () -> reading.requireNone(source));
      PrintWriter err = spec.commandLine().getErr();
      return DataOptions.load(DataConfig.of(source), Optional.empty(), err).set();
    }
    LoadedData.requireKnown(source);
    Format format = CheckedFlags.of(spec, () -> reading.format(data));
    return Formats.read(data, reading.options(), List.of(format)).data();
  }

  private String flags() {
    return reading.words().stream().map(word -> " " + word).reduce("", String::concat);
  }

  /** {@return a path as a shell takes it for one word} */
  private static String word(Path path) {
    String text = path.toString();
    return text.matches("[\\w./~+:@%,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
