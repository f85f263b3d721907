package io.atelier.cli;

import io.atelier.cli.option.DataOptions;
import io.atelier.cli.option.OutFile;
import io.atelier.cli.option.RunOptions;
import io.atelier.data.DataSet;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.Program;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.dataset.RunData;
import io.atelier.lab.page.FeatureMapGrid;
import io.atelier.lab.run.EvaluationData;
import io.atelier.lab.run.FeatureMaps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code atelier feature-maps}. */
@Command(
    name = "feature-maps",
    description = {
      "Draws what a convolution of a run makes of one image: a picture a filter.",
      "Each is drawn from black, its smallest value, to white, its largest."
    },
    mixinStandardHelpOptions = true)
final class FeatureMapsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RunOptions run;
  @Mixin private DataOptions data;

  @Option(
      names = "--layer",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which convolution, counted from 1. Default: 1.")
  private int layer;

  @Option(
      names = "--index",
      paramLabel = "I",
      defaultValue = "0",
      description = "Which image, counted from 0. Default: 0.")
  private int index;

  @Option(
      names = "--set",
      paramLabel = "NAME",
      defaultValue = "train",
      description =
          "Where the image is from: train, all that may be trained on in the order of their files,"
              + " or test. Default: train.")
  private SetName set;

  @Option(
      names = "--out",
      paramLabel = "FILE.png",
      description = "Default: feature-maps-<layer>-<set>-<index>.png in the run's folder.")
  private Path out;

  /** As the flag spells them. */
  enum SetName {
    train,
    test
  }

  @Override
  public Integer call() throws IOException {
    RunConfig config = run.config();
    Model part = part(config);
    LoadedData loaded = data.load(config.data(), spec.commandLine().getErr());
    DataSet all = EvaluationData.requireSame(loaded, config).set();
    Examples from = set == SetName.train ? all.train() : RunData.of(all, config.data()).test();
    if (index < 0 || index >= from.size()) {
      throw wrong("--index needs a place from 0 to %s, got %s".formatted(from.size() - 1, index));
    }
    Examples one = from.select(new int[] {index});
    FloatValues maps;
    try (Program program = run.open()) {
      maps =
          FeatureMaps.of(
              part,
              config.training().training(),
              run.execution(),
              program.weights(),
              RunData.shaped(one, config.model().input()).inputs());
    }
    Path file = Optional.ofNullable(out).orElseGet(this::inTheRun);
    OutFile.write(file, FeatureMapGrid.of(maps).bytes());
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%d maps of %dx%d (%s, %s image %d, %s): %s%n",
            maps.shape().get(3),
            maps.shape().get(1),
            maps.shape().get(2),
            part.layers().get(part.layers().size() - 1).name().orElse("convolution " + layer),
            set,
            index,
            run.served().output().truth(one.targets(), 0),
            file);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private Model part(RunConfig config) {
    try {
      return FeatureMaps.upTo(config.model(), layer);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Path inTheRun() {
    return run.file("feature-maps-%s-%s-%s.png".formatted(layer, set, index));
  }
}
