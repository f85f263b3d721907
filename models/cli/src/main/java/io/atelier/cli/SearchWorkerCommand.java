package io.atelier.cli;

import io.atelier.cli.option.DataOptions;
import io.atelier.engine.runtime.device.NativeLibrary;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.process.Interruption;
import io.atelier.lab.search.SearchFolder;
import io.atelier.lab.search.SearchSettings;
import io.atelier.lab.search.SearchWorker;
import io.atelier.lab.search.Trials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code atelier search} calls in the JVMs that train. */
@Command(
    name = "search-worker",
    description = "Trains trials of 'atelier search'.",
    hidden = true,
    mixinStandardHelpOptions = true)
final class SearchWorkerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;

  @Parameters(paramLabel = "DIR", description = "The search's folder.")
  private Path path;

  @Override
  public Integer call() throws IOException {
    SearchFolder folder = SearchFolder.existing(path);
    SearchSettings settings = folder.settings();
    RunConfig first = settings.trainable();
    NativeLibrary.require(first.execution().execution());
    NativeLibrary.load(first.model());
    Trials trials =
        new Trials(folder, settings, data.load(first.data(), spec.commandLine().getErr()));
    // An orderly end would take TensorFlow's memory from under its threads.
    try (Interruption interruption = Interruption.halting()) {
      new SearchWorker(settings, trials).answer(System.in, System.out);
    }
    return 0;
  }
}
