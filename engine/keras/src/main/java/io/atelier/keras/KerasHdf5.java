package io.atelier.keras;

import io.atelier.data.file.FileReason;
import io.atelier.engine.config.json.JsonText;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A {@code .h5} file. */
final class KerasHdf5 {
  private static final String CONFIG = "model_config";

  /** What files with weights alone have: a list of layers, or a group for them in Keras 3. */
  private static final String LAYER_NAMES = "layer_names";

  private static final List<String> LAYERS = List.of("layers", "_layer_checkpoint_dependencies");

  private KerasHdf5() {}

  /**
   * {@return the JSON of the network}
   *
   * @throws IllegalArgumentException if the file is damaged or has none
   */
  static byte[] config(Path file) throws IOException {
    Root root;
    // jhdf leaves a damaged file open, and cannot close what it was given open: so it is closed
    // here.
    try (FileChannel channel = FileChannel.open(file)) {
      root = Root.in(new HdfFile(channel));
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      // A damaged size or address makes jhdf ask for gigabytes, or go round in circles.
      throw damaged(e);
    }
    byte[] config =
        root.config().orElseThrow(() -> none(root.isWeights())).getBytes(StandardCharsets.UTF_8);
    if (config.length > JsonText.MOST_BYTES) {
      throw new IllegalArgumentException(
          "it needs a model_config of at most %s bytes, got %s; save the model again"
              .formatted(JsonText.MOST_BYTES, config.length));
    }
    return config;
  }

  /**
   * What a file says of itself.
   *
   * @param config of the network
   * @param isWeights whether there are weights without it
   */
  private record Root(Optional<String> config, boolean isWeights) {
    static Root in(HdfFile hdf5) {
      long end = hdf5.getHdfBackingStorage().getSuperblock().getEndOfFileAddress();
      if (end > hdf5.size()) {
        throw new HdfException("its end is missing: %s bytes of %s".formatted(hdf5.size(), end));
      }
      Attribute config = hdf5.getAttribute(CONFIG);
      if (config != null && config.getSize() == 1 && config.getData() instanceof String text) {
        return new Root(Optional.of(text), false);
      }
      boolean weights =
          hdf5.getAttribute(LAYER_NAMES) != null
              || LAYERS.stream().anyMatch(name -> hdf5.getChild(name) != null);
      return new Root(Optional.empty(), weights);
    }
  }

  private static IllegalArgumentException none(boolean weights) {
    return new IllegalArgumentException(
        weights
            ? "it needs to be a file of a whole model, got its weights alone; save the model with"
                + " model.save(\"model.keras\"), or give its JSON, of model.to_json()"
            : "it needs to be a model that Keras saved, with the attribute model_config, got HDF5"
                + " without; save it with model.save(\"model.keras\")");
  }

  private static IllegalArgumentException damaged(Throwable e) {
    return new IllegalArgumentException(
        "it needs to be a whole HDF5 file, got a damaged one (%s); copy or save it again"
            .formatted(FileReason.of(e).lines().findFirst().orElse("")),
        e);
  }
}
