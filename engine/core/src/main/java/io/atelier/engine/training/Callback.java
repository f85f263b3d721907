package io.atelier.engine.training;

import io.atelier.engine.Keras;
import java.nio.file.Path;

/**
 * A listener that the settings of a training can name, {@code {"class_name": "ReduceLROnPlateau",
 * "config": {"patience": 3}}}: a record. One of your own jar stands in a {@link
 * io.atelier.engine.config.SpecProvider}:
 *
 * <pre>{@code
 * public record Beep(String text) implements Callback {
 *   public Verdict epochEnded(History history, Learner learner) {
 *     System.out.println(text + history.last().training().loss());
 *     return Verdict.CONTINUE;
 *   }
 * }
 * }</pre>
 */
@Keras(module = "keras.callbacks", ignored = "verbose")
public interface Callback extends TrainingListener {
  /**
   * {@return the same, with the files it writes in a folder: those whose paths are relative}
   *
   * @param folder of the training
   */
  default Callback inside(Path folder) {
    return this;
  }
}
