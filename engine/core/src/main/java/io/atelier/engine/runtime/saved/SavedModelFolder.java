package io.atelier.engine.runtime.saved;

import io.atelier.data.Given;
import io.atelier.engine.runtime.tensorflow.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.MetaGraphDef;

/** Finds and loads SavedModels, whoever wrote them. */
public final class SavedModelFolder {
  private static final String MODEL = "saved_model.pb";
  private static final String WEIGHTS = "variables/variables.index";

  /** What a run calls its own. */
  private static final String OF_A_RUN = "saved_model";

  private SavedModelFolder() {}

  /**
   * {@return the SavedModel at a path: that folder, or {@code saved_model} in it, as a run has it}
   *
   * @throws IOException if there is none
   */
  public static Path at(Path path) throws IOException {
    Given.required(path, "Predictor", "a folder", "name one with a SavedModel");
    for (Path folder : new Path[] {path, path.resolve(OF_A_RUN)}) {
      if (Files.isRegularFile(folder.resolve(MODEL))) {
        return folder;
      }
    }
    String got =
        Files.isDirectory(path)
            ? "one without saved_model.pb"
            : Files.exists(path) ? "a file" : "nothing there";
    throw new IOException(
        "%s needs to be a folder with a SavedModel, got %s; name one that 'atelier export' or Keras' model.export wrote, or a finished run"
            .formatted(path, got));
  }

  /**
   * {@return what the folder holds, for the caller to close}
   *
   * @throws IOException if it is damaged, or this TensorFlow cannot run it
   */
  public static SavedModelBundle load(Path folder, ConfigProto settings) throws IOException {
    SavedModelBundle[] loaded = new SavedModelBundle[1];
    PlainPath.of(
        folder,
        plain -> {
          try {
            loaded[0] =
                SavedModelBundle.loader(plain.toString())
                    .withTags(SavedModelBundle.DEFAULT_TAG)
                    .withConfigProto(settings)
                    .load();
          } catch (TensorFlowException e) {
            throw damaged(folder, Reason.of(e), e);
          } catch (IllegalArgumentException | IllegalStateException e) {
            throw damaged(folder, String.valueOf(e.getMessage()), e);
          }
        });
    SavedModelBundle bundle = loaded[0];
    if (hasWeights(bundle.metaGraphDef()) && !Files.isRegularFile(folder.resolve(WEIGHTS))) {
      bundle.close();
      throw damaged(folder, "it has no " + WEIGHTS + " with its weights", null);
    }
    return bundle;
  }

  /** TensorFlow loads a model whose weights are gone without a word. */
  private static boolean hasWeights(MetaGraphDef model) {
    return model.getGraphDef().getNodeList().stream()
        .anyMatch(node -> node.getOp().equals("VarHandleOp") || node.getOp().equals("VariableV2"));
  }

  private static IOException damaged(Path folder, String reason, Exception cause) {
    return new IOException(
        "%s is damaged or cannot be loaded: %s; export it again, or bring it back from a copy"
            .formatted(folder, reason.replaceAll("\\s+", " ").strip()),
        cause);
  }
}
