package io.atelier.lab.run;

import io.atelier.data.file.TemporaryFolder;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Predictor;
import io.atelier.engine.runtime.Program;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.json.Json;
import io.atelier.lab.serving.ServedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What runs have learned, ready to answer.
 *
 * <pre>{@code
 * try (Predictor predictor = Predictors.load(Path.of("runs/pets"))) {
 *   float[][] probabilities = predictor.predict(images);      // ByteValues [count, 64, 64, 3]
 * }
 * }</pre>
 */
public final class Predictors {
  private static final String SAVED_MODEL = "saved_model";

  private Predictors() {}

  /**
   * {@return as {@link #load(Path, Execution)}, on the GPU if there is one, else on the CPU}
   *
   * @throws IOException as there
   */
  public static Predictor load(Path path) throws IOException {
    return load(path, Execution.AUTO);
  }

  /**
   * {@return a model that answers} Of a finished run that is its SavedModel, of another its newest
   * checkpoint.
   *
   * @param path folder of a run, of one of its checkpoints, or of a SavedModel
   * @param execution where it runs
   * @throws IOException if the folder is none of these, or it is damaged; the message names it
   */
  public static Predictor load(Path path, Execution execution) throws IOException {
    if (Files.isRegularFile(path.resolve("checkpoint.index"))) {
      RunConfig config = trained(path);
      return exported(
          path, config, served(path, config), execution, program -> program.restore(path));
    }
    if (!RunFolder.begun(path)) {
      return Predictor.load(path, execution);
    }
    RunFolder folder = RunFolder.existing(path);
    if (folder.finished().isPresent() && Files.isDirectory(folder.file(SAVED_MODEL))) {
      return Predictor.load(folder.file(SAVED_MODEL), execution, "Run " + path);
    }
    RunConfig config = folder.config();
    folder.require(config);
    return exported(path, config, served(path, config), execution, folder::restore);
  }

  /** {@return the settings that a checkpoint was trained with} */
  private static RunConfig trained(Path checkpoint) throws IOException {
    Optional<TrainedWith> record = TrainedWith.read(checkpoint);
    if (record.isPresent()) {
      try {
        return RunConfigs.of(RecordedConfig.begunWith(record.get().settings()));
      } catch (IllegalArgumentException e) {
        throw Json.damaged(checkpoint.resolve("trained-with.json"), e.getMessage(), e);
      }
    }
    return RunFolder.existing(run(checkpoint)).config();
  }

  private static Path run(Path checkpoint) throws IOException {
    Path run = checkpoint.toAbsolutePath().normalize().getParent();
    return run == null || run.getParent() == null ? checkpoint : run.getParent();
  }

  private static ServedModel served(Path path, RunConfig config) throws IOException {
    for (Path folder : new Path[] {path, run(path)}) {
      Optional<ServedModel> kept = ServedModel.in(folder);
      if (kept.isPresent()) {
        return kept.get();
      }
    }
    return ServedModel.of(config);
  }

  /** The SavedModel is read whole when it is loaded: its folder is not needed after that. */
  private static Predictor exported(
      Path path,
      RunConfig config,
      ServedModel served,
      Execution execution,
      TrainedProgram.Restore weights)
      throws IOException {
    try (TemporaryFolder temporary =
            new TemporaryFolder(Path.of(System.getProperty("java.io.tmpdir")));
        Program program = TrainedProgram.open(path, config, execution, weights)) {
      Path savedModel = temporary.path().resolve(SAVED_MODEL);
      program.export(
          savedModel, served.serving(config.model()), Optional.empty(), served::writeInto);
      return Predictor.load(savedModel, execution, "Run " + path);
    }
  }
}
