package io.atelier.lab.run;

import io.atelier.data.FloatValues;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.WeightTransfer;
import io.atelier.lab.config.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The weights of a run, or of one of its checkpoints, for another to begin with.
 *
 * @param from the run's folder, or the checkpoint's inside it
 * @param weights by name
 */
public record StartingWeights(Path from, Map<String, FloatValues> weights) {
  private static final Logger LOG = LoggerFactory.getLogger(StartingWeights.class);

  /**
   * {@return the settings that the weights of a run, or of one of its checkpoints, were trained
   * with}
   *
   * @param from the run's folder, or a checkpoint's inside it
   * @throws IOException if it is neither, or damaged
   */
  public static RunConfig config(Path from) throws IOException {
    return RunFolder.existing(run(from)).config();
  }

  /** {@return the run that a folder is, or is a checkpoint of} */
  private static Path run(Path from) throws IOException {
    if (RunFolder.begun(from) || !Files.exists(from.resolve("checkpoint.index"))) {
      return from;
    }
    Path above = from.toAbsolutePath().normalize().getParent();
    while (above != null && !RunFolder.begun(above)) {
      above = above.getParent();
    }
    if (above == null) {
      throw new IOException(
          "--from needs a run, or a checkpoint in the folder of its run, got %s, with no config.json above it; put it back into the run's folder"
              .formatted(from));
    }
    return above;
  }

  /**
   * {@return those that settings name}
   *
   * @throws IOException if they name no run or checkpoint, or a damaged one
   */
  static StartingWeights of(RunConfig config) throws IOException {
    Path from = Path.of(config.training().from());
    Path run = run(from);
    RunFolder folder = RunFolder.existing(run);
    RunConfig source = folder.config();
    TrainedProgram.Restore restore = run.equals(from) ? folder::restore : to -> to.restore(from);
    try (Program program =
        TrainedProgram.open(from, source, TrainedProgram.execution(source), restore)) {
      return new StartingWeights(from, program.weights());
    }
  }

  /**
   * Sets the weights of a program that have their name and shape among these, and says which.
   *
   * @return the same
   * @throws IllegalArgumentException if there is none, or one of the others belongs to a layer that
   *     training leaves alone
   */
  WeightTransfer into(Program program) {
    Model model = program.model();
    WeightTransfer transfer = WeightTransfer.of(weights, program.weights());
    if (transfer.taken().isEmpty()) {
      throw new IllegalArgumentException(
          "--from needs weights of the names and shapes of model %s, got none of %s in %s; give the model that was trained, or one made of it"
              .formatted(model.name(), transfer.fresh(), from));
    }
    for (String name : transfer.fresh()) {
      if (isFrozen(model, name)) {
        throw new IllegalArgumentException(
            "--freeze needs layers whose weights are taken from %s, got that of %s, which begins anew; leave it out of the pattern"
                .formatted(from, name));
      }
    }
    program.setWeights(transfer.taken());
    LOG.warn(
        "{} of {} weights are taken from {}; {}",
        transfer.taken().size(),
        transfer.taken().size() + transfer.fresh().size(),
        from,
        transfer.fresh().isEmpty()
            ? "none begins anew"
            : "these begin anew: " + String.join(", ", transfer.fresh()));
    return transfer;
  }

  private static boolean isFrozen(Model model, String weight) {
    List<String> names = model.layerNames();
    int layer = names.indexOf(weight.substring(0, Math.max(0, weight.indexOf('/'))));
    return layer >= 0 && !model.layers().get(layer).trainable();
  }
}
