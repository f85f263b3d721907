package io.atelier.engine.runtime;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.Given;
import io.atelier.data.Values;
import io.atelier.data.file.Folder;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.saved.Answers;
import io.atelier.engine.runtime.saved.Exporter;
import io.atelier.engine.runtime.saved.KeptWeights;
import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.Learner;
import io.atelier.engine.training.ProgressListener;
import io.atelier.engine.training.Scores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model that runs: its weights on a device, and the graph that trains, evaluates and predicts
 * with them. The one object that owns native memory; close it.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class Program implements Learner, AutoCloseable {
  private final Compiled compiled;
  private final Exporter exporter;
  private final KeptWeights kept = new KeptWeights();
  private boolean closed;

  private Program(Compiled compiled) {
    this.compiled = compiled;
    this.exporter = new Exporter(compiled.built(), compiled.state(), this::answers);
  }

  /**
   * {@return a program ready to train on {@code train}, evaluated on {@code validation} after every
   * epoch} Errors are those of the longest {@code compile}.
   */
  public static Program compile(
      Model model, Training training, Examples train, Examples validation) {
    return compile(
        model,
        training,
        Optional.of(Asked.examples("training", train)),
        Optional.of(Asked.examples("validation", validation)),
        Execution.AUTO);
  }

  /** {@return a program that can evaluate, predict and export, with freshly drawn weights} */
  public static Program compile(Model model, Training training) {
    return compile(model, training, Optional.empty(), Optional.empty(), Execution.AUTO);
  }

  /**
   * {@return a program}
   *
   * @param train trained on; without it the program cannot train
   * @param validation evaluated on after every epoch, if given
   * @throws IllegalArgumentException if a layer cannot take its input, the examples do not fit, or
   *     the memory budget is too small for two batches of them
   * @throws IllegalStateException if the wanted device is not there, or steps cannot be compiled
   *     for it
   */
  public static Program compile(
      Model model,
      Training training,
      Optional<Examples> train,
      Optional<Examples> validation,
      Execution execution) {
    return new Program(Compiled.of(model, training, train, validation, execution));
  }

  @Override
  public List<String> quantities() {
    return compiled.quantities();
  }

  @Override
  public Optional<EpochResult> trainEpoch(int epoch, ProgressListener progress) {
    Given.required(progress, "Program", "a progress listener", "use done -> Verdict.CONTINUE");
    Compiled open = open();
    return open.built().memory().suffice(() -> open.training().epoch(epoch, progress));
  }

  /**
   * {@return the mean loss and metrics over examples, without dropout}
   *
   * @throws IllegalArgumentException if there is no example, the inputs do not fit the model, or
   *     the targets do not fit its loss and metrics
   */
  public Scores evaluate(Examples examples) {
    Compiled open = open();
    String set = "evaluation";
    return open.evaluations().of(open.fitting(set, Asked.examples(set, examples)));
  }

  /**
   * {@return the model's answers, a row an example}
   *
   * @param values {@code [count, ...]}, of the model's element type and shape
   * @throws IllegalArgumentException if they do not fit the model, or it has several inputs or
   *     outputs
   */
  public float[][] predict(Values values) {
    return Answers.rows(outputs(values));
  }

  /** {@return the model's answers in their own shape, {@code [count, ...]}} */
  public FloatValues outputs(Values values) {
    return answers(compiled.answers().alone(values)).values().iterator().next();
  }

  /**
   * {@return all of the model's answers by the name of the output, in its order, {@code [count,
   * ...]} each}
   *
   * @param values by the name of the input, {@code [count, ...]} each; a model of one input takes
   *     the only ones, whatever their name
   * @throws IllegalArgumentException if they do not fit the model
   */
  public Map<String, FloatValues> answers(Map<String, Values> values) {
    return open().answers().of(values);
  }

  /**
   * {@return a copy of every weight by name, {@code dense/kernel}, in build order; one without axes
   * as one value of shape {@code [1]}}
   */
  public Map<String, FloatValues> weights() {
    return open().weights().copies();
  }

  /**
   * Sets weights by name: all that are given, or none if one does not fit. Those not given stay.
   *
   * @throws IllegalArgumentException if a name is none of the model's or a shape differs
   */
  public void setWeights(Map<String, FloatValues> values) {
    open().weights().set(values);
  }

  @Override
  public double learningRate() {
    return open().rates().next();
  }

  @Override
  public void setLearningRate(double rate) {
    open().rates().set(rate);
  }

  @Override
  public void keepWeights(String name) {
    kept.keep(name, weights());
  }

  @Override
  public boolean hasKept(String name) {
    return kept.has(name);
  }

  @Override
  public void restoreWeights(String name) {
    setWeights(kept.of(name));
  }

  /** Makes the weights their averages, if the optimizer keeps such and a step was made. */
  @Override
  public void endTraining() {
    open().averages().take();
  }

  @Override
  public void save(Path folder) throws IOException {
    save(folder, none -> {});
  }

  /** Saves as {@link #save(Path)} does, with files that {@code more} writes: all appear at once. */
  public void save(Path folder, Folder.Writer more) throws IOException {
    open().state().save(folder, more);
  }

  /**
   * Goes on from what {@link #save} wrote.
   *
   * @throws IOException if the folder holds no checkpoint, or a damaged one
   * @throws IllegalArgumentException if it is another model's or optimizer's
   */
  public void restore(Path folder) throws IOException {
    open().state().restore(folder);
  }

  /** Exports under the names {@code input} and {@code output}, or those of several. */
  public void export(Path folder) throws IOException {
    exporter.write(folder);
  }

  /** Exports under names and a shape of the caller's, compared on made-up inputs. */
  public void export(Path folder, Serving serving) throws IOException {
    exporter.write(folder, serving);
  }

  /** Exports under names and a shape of the caller's, compared on {@code [count, ...]} inputs. */
  public void export(Path folder, Serving serving, Values sample) throws IOException {
    exporter.write(folder, serving, sample);
  }

  /**
   * Writes a SavedModel: the forward pass alone, tagged {@code serve}, with the signature {@code
   * serving_default} (method {@code tensorflow/serving/predict}). It answers examples of the
   * signature's shape alone; others are an error where it is called.
   *
   * @param folder must not exist; TensorFlow loads nothing from a path with {@code [ ] * ? \} in
   *     it, so a SavedModel in such a folder has to be moved to be used
   * @param serving names and shape of input and output; empty for the model's own
   * @param sample at least one input to compare on, {@code [count, ...]}; empty for made-up ones
   * @param more writes files that appear with it, such as {@code assets.extra/…}, which TensorFlow
   *     leaves alone
   * @throws IOException if it cannot be written, or answers differently when loaded again
   * @throws IllegalArgumentException if the serving's shape or the sample does not fit the model
   */
  public void export(
      Path folder, Optional<Serving> serving, Optional<Values> sample, Folder.Writer more)
      throws IOException {
    exporter.write(folder, serving, sample, more);
  }

  /** {@return the model that runs} */
  public Model model() {
    return compiled.built().blueprint().model();
  }

  /** {@return the number of weights, trained or not} */
  public long parameters() {
    return compiled.built().blueprint().parameters();
  }

  /** {@return what it runs on, {@code CPU} or {@code GPU}} */
  public String device() {
    return compiled.built().device().name();
  }

  /** {@return why it runs on the CPU though a GPU would do; empty if it does not} */
  public Optional<String> withoutGpu() {
    return compiled.built().device().reason();
  }

  /**
   * {@return how its training steps are executed: {@code native}, one a call of TensorFlow's
   * executor; {@code native-loop}, many a call; {@code xla}, compiled; {@code xla-matmul}, compiled
   * with convolutions as matrix products} What XLA turns out not to be able to compile, in the
   * first step, runs in the executor from then on.
   */
  public String lowering() {
    return compiled.plan().strategy().toString();
  }

  /**
   * {@return into how many windows an epoch's examples are cut to fit the memory budget: 1 if they
   * all stay on the device}
   *
   * @throws IllegalStateException if it has no training examples
   */
  public int windows() {
    return compiled.training().epochs().training().windows();
  }

  /**
   * {@return the multiply-adds that training on a full batch cannot avoid, however it is executed:
   * of matrix products and convolutions, forward, for the weights' gradients, and for the inputs'
   * gradients but the first layer's}
   *
   * @throws IllegalStateException if it has no training examples
   */
  public long multiplyAddsPerStep() {
    return compiled.multiplyAddsPerStep();
  }

  /** Ends what is prepared in the background and frees the native memory. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      compiled.close();
    }
  }

  private Compiled open() {
    if (closed) {
      throw new IllegalStateException(
          "Program of model %s needs to be open, got closed; use it inside the try that closes it"
              .formatted(model().name()));
    }
    return compiled;
  }
}
