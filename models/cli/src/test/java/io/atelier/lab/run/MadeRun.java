package io.atelier.lab.run;

import io.atelier.data.FloatValues;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.training.History;
import io.atelier.lab.config.DataConfig;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.config.TrainingConfig;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.serving.ServedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as a training leaves it that was stopped after its first epoch, with weights that a test
 * chooses.
 *
 * @param path of its folder
 */
public record MadeRun(Path path) {

  /**
   * {@return a run}
   *
   * @param path of its folder
   * @param data files that it is of
   * @param weights by name; others are drawn
   */
  public static MadeRun write(
      Path path, Path data, Model model, Loss loss, Map<String, float[]> weights)
      throws IOException {
    DataConfig source = DataConfig.of(data.toString());
    LoadedData loaded = LoadedData.load(source, Optional.empty(), (what, done, total) -> {});
    RunConfig config =
        RunConfigs.of(model)
            .with(source.describing(loaded.set()))
            .with(
                new TrainingConfig(
                    RunConfigs.of(model).training().optimizer(), loss, List.of(), 4, 1, 0));
    RunFolder.begin(path, config);
    ServedModel.of(config, loaded.set(), loaded.encoding()).write(path);
    try (Program program = config.compile(Optional.empty(), Optional.empty())) {
      for (Map.Entry<String, FloatValues> weight : program.weights().entrySet()) {
        float[] chosen = weights.get(weight.getKey());
        if (chosen != null) {
          int[] shape = weight.getValue().shape().stream().mapToInt(Integer::intValue).toArray();
          program.setWeights(Map.of(weight.getKey(), FloatValues.of(chosen, shape)));
        }
      }
      Files.createDirectories(path.resolve("checkpoints"));
      program.save(
          path.resolve("checkpoints/epoch-000001"),
          TrainedWith.of(config, loaded.hashes(), History.EMPTY)::write);
    }
    return new MadeRun(path);
  }
}
