package io.atelier.engine.runtime;

import io.atelier.data.FloatValues;
import io.atelier.data.Given;
import io.atelier.data.Values;
import io.atelier.engine.runtime.device.Devices;
import io.atelier.engine.runtime.device.NativeLibrary;
import io.atelier.engine.runtime.saved.Answers;
import io.atelier.engine.runtime.saved.CalledInput;
import io.atelier.engine.runtime.saved.SavedFunction;
import io.atelier.engine.runtime.saved.SavedModelFolder;
import io.atelier.engine.runtime.tensorflow.LatinDigits;
import io.atelier.engine.runtime.tensorflow.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * A trained model that answers, and does nothing else: no code of the model, no optimizer and no
 * training data are needed, only the folder of a SavedModel.
 *
 * <pre>{@code
 * try (Predictor predictor = Predictor.load(Path.of("runs/pets"))) {
 *   float[][] probabilities = predictor.predict(images);      // ByteValues [count, 64, 64, 3]
 * }
 * }</pre>
 *
 * <p>Several threads may ask one at once, and get the answers that one thread alone would get. It
 * holds native memory: close it. Closing waits for the calls that are under way.
 */
public final class Predictor implements AutoCloseable {
  private final SavedModelBundle bundle;
  private final SavedFunction function;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  private Predictor(SavedModelBundle bundle, SavedFunction function) {
    this.bundle = bundle;
    this.function = function;
  }

  /**
   * {@return a model on the GPU if there is one, else on the CPU}
   *
   * @param path folder of a SavedModel, or of a finished run, which has one in {@code saved_model}
   * @throws IOException as {@link #load(Path, Execution)}
   */
  public static Predictor load(Path path) throws IOException {
    return load(path, Execution.AUTO);
  }

  /**
   * {@return a model}
   *
   * @param path folder of a SavedModel, or of a finished run, which has one in {@code saved_model}.
   *     Models of others than Atelier are loaded too, if they have the signature {@code
   *     serving_default}, or only one, with inputs of uint8, int32, int64, float32 or float64 and
   *     outputs of numbers, the examples along the first axis
   * @param execution where it runs; the precision is the SavedModel's own
   * @throws IOException if there is no SavedModel, it is damaged, or it has no such signature; the
   *     message names the path
   * @throws IllegalStateException if the wanted device is not there
   */
  public static Predictor load(Path path, Execution execution) throws IOException {
    return load(path, execution, "SavedModel " + path);
  }

  /**
   * {@return a model as {@link #load(Path, Execution)} loads it}
   *
   * @param name what messages call it, such as {@code Run pets}
   * @throws IOException as {@link #load(Path, Execution)}
   */
  public static Predictor load(Path path, Execution execution, String name) throws IOException {
    Given.required(name, "Predictor", "a name", "use the path");
    Given.required(execution, "Predictor", "an execution", "use Execution.AUTO if unsure");
    Path folder = SavedModelFolder.at(path);
    LatinDigits.ensure();
    NativeLibrary.require(execution);
    Devices.Choice device = Devices.choose(execution);
    SavedModelBundle bundle =
        SavedModelFolder.load(folder, Devices.config(device.name(), execution));
    try {
      return new Predictor(bundle, SavedFunction.of(name, bundle));
    } catch (IOException | RuntimeException e) {
      bundle.close();
      throw e;
    }
  }

  /** {@return the names of its inputs, sorted} */
  public List<String> inputNames() {
    return function.inputs().stream().map(CalledInput::name).toList();
  }

  /** {@return the names of its outputs, sorted} */
  public List<String> outputNames() {
    return List.copyOf(function.outputs().keySet());
  }

  /**
   * {@return the answers of a model of one input and one output, a row an example}
   *
   * @param values {@code [count, ...]}, of the type and shape of the model's signature
   * @throws IllegalArgumentException if they have another type or shape, or the model has several
   *     inputs or outputs; the message says what it takes
   * @throws IllegalStateException if it is closed, or TensorFlow fails
   */
  public float[][] predict(Values values) {
    return Answers.rows(outputs(values));
  }

  /**
   * {@return the answers of a model of one input and one output in their own shape, {@code [count,
   * ...]}; those of another type as the nearest float32}
   *
   * @throws IllegalArgumentException as {@link #predict}
   * @throws IllegalStateException as {@link #predict}
   */
  public FloatValues outputs(Values values) {
    Given.required(values, toString(), "values", "give values [count, ...]");
    if (inputNames().size() > 1 || outputNames().size() > 1) {
      throw new IllegalArgumentException(
          "%s needs to be asked by name, got a call for one input and one output; use answers(Map.of(\"%s\", values, …))"
              .formatted(this, inputNames().get(0)));
    }
    return answers(Map.of(inputNames().get(0), values)).get(outputNames().get(0));
  }

  /**
   * {@return the answers by the name of the output}
   *
   * @param values for each input by its name, {@code [count, ...]} with one count for all
   * @throws IllegalArgumentException if an input is missing or unknown, or values have another type
   *     or shape
   * @throws IllegalStateException if it is closed, or TensorFlow fails
   */
  public Map<String, FloatValues> answers(Map<String, Values> values) {
    Given.required(values, toString(), "values", "give some for each input");
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "%s needs to be open, got closed; use it inside the try that closes it"
                .formatted(function.who()));
      }
      return function.answers(values);
    } catch (TensorFlowException e) {
      throw new IllegalStateException(
          "%s cannot answer: %s; ask it about fewer examples at a time, or export it again"
              .formatted(this, Reason.of(e)),
          e);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Waits for the calls that are under way, and frees the native memory. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        bundle.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * {@return what it is and how it is called: {@code SavedModel pets (image uint8 [count, 64, 64,
   * 3] to probabilities [count, 2])}}
   */
  @Override
  public String toString() {
    return "%s (%s)".formatted(function.who(), function.description());
  }
}
