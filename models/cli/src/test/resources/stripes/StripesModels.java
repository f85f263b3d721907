package stripes;

import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.lab.config.DataConfig;
import io.atelier.lab.config.ModelProvider;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import java.util.List;
import java.util.Optional;

/** A network with the layer, known for the data set. */
public final class StripesModels implements ModelProvider {
  private static final Model MODEL =
      Model.of(
          "stripes-net",
          Input.bytes(8, 8),
          new Rescaling(1, 255),
          new Flatten(),
          new Gain(1),
          new Dense(2, Activation.SOFTMAX));

  @Override
  public List<String> names() {
    return List.of(MODEL.name());
  }

  @Override
  public Optional<RunConfig> preset(String name) {
    return name.equals(MODEL.name())
        ? Optional.of(RunConfigs.of(MODEL).with(DataConfig.of("stripes")))
        : Optional.empty();
  }
}
