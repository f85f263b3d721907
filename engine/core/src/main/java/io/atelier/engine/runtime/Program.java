package io.atelier.engine.runtime;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import io.atelier.data.file.Folder;
import io.atelier.engine.Given;
import io.atelier.engine.cuda.XlaSetup;
import io.atelier.engine.cuda.XlaTools;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.runtime.build.AnswerSize;
import io.atelier.engine.runtime.build.Blueprint;
import io.atelier.engine.runtime.build.ExamplesCheck;
import io.atelier.engine.runtime.build.Inference;
import io.atelier.engine.runtime.build.KerasSeeds;
import io.atelier.engine.runtime.build.ModelInputs;
import io.atelier.engine.runtime.build.ModelOutput;
import io.atelier.engine.runtime.build.Network;
import io.atelier.engine.runtime.build.Probable;
import io.atelier.engine.runtime.device.DeviceMemory;
import io.atelier.engine.runtime.device.Devices;
import io.atelier.engine.runtime.device.NativeLibrary;
import io.atelier.engine.runtime.device.Tf32;
import io.atelier.engine.runtime.epoch.EpochTraining;
import io.atelier.engine.runtime.epoch.EvaluationFunction;
import io.atelier.engine.runtime.epoch.Scorer;
import io.atelier.engine.runtime.epoch.TrainingEpochs;
import io.atelier.engine.runtime.plan.Plan;
import io.atelier.engine.runtime.plan.Rows;
import io.atelier.engine.runtime.plan.Windowing;
import io.atelier.engine.runtime.saved.Answers;
import io.atelier.engine.runtime.saved.Checkpoint;
import io.atelier.engine.runtime.saved.PlainPath;
import io.atelier.engine.runtime.saved.ProgramWeights;
import io.atelier.engine.runtime.saved.Sample;
import io.atelier.engine.runtime.saved.SavedFolder;
import io.atelier.engine.runtime.saved.SavedModelCheck;
import io.atelier.engine.runtime.saved.SavedModelExport;
import io.atelier.engine.runtime.saved.SavedSignature;
import io.atelier.engine.runtime.saved.Saver;
import io.atelier.engine.runtime.step.Arithmetic;
import io.atelier.engine.runtime.step.RateReader;
import io.atelier.engine.runtime.step.Variables;
import io.atelier.engine.runtime.tensorflow.Said;
import io.atelier.engine.runtime.tensorflow.Tensors;
import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.Learner;
import io.atelier.engine.training.Progress;
import io.atelier.engine.training.ProgressListener;
import io.atelier.engine.training.Scores;
import io.atelier.engine.training.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * A model that runs: its weights on a device, and the graph that trains, evaluates and predicts
 * with them. The one object that owns native memory; close it.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class Program implements Learner, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Program.class);

  private final Blueprint blueprint;
  private final Training training;
  private final Devices.Choice device;
  private final ConfigProto settings;
  private final int answerSize;
  private final DeviceMemory memory;
  private final Optional<Examples> validation;
  private final Graph graph;
  private final Session session;
  private final Variables variables;
  private final ProgramWeights weights;
  private final Saver saver;
  private final RateReader rates;
  private final Answers answers;
  private final Plan plan;
  private final Optional<TargetKind> trainedOn;
  private final Optional<TrainingEpochs> epochs;
  private final Map<TargetKind, EvaluationFunction> evaluations = new HashMap<>();
  private final Map<String, Map<String, FloatValues>> kept = new HashMap<>();
  private boolean closed;

  private record TargetKind(Class<? extends TNumber> type, Shape shape) {
    static TargetKind of(Examples examples) {
      return new TargetKind(
          Tensors.type(examples.targets()), Tensors.shape(examples.targets()).tail());
    }
  }

  private Program(
      Model model,
      Training training,
      Optional<Examples> train,
      Optional<Examples> validation,
      Execution execution) {
    Asked.compile(model, training, train, validation, execution);
    NativeLibrary.require(execution);
    this.blueprint = Blueprint.of(model);
    this.training = training;
    Optional<Examples> ordered = train.map(examples -> require("training", examples));
    train.ifPresent(examples -> Probable.orSaid(blueprint, training));
    this.validation = validation.map(examples -> require("validation", examples));
    this.device = Devices.choose(execution);
    this.answerSize = AnswerSize.of(blueprint, execution);
    this.memory =
        new DeviceMemory(model.name(), training.batchSize(), answerSize, device.name(), execution);
    this.settings = Devices.config(device.name(), execution);
    if (device.name().equals("GPU")) {
      Tf32.allow(execution.precision() == Execution.Precision.TF32);
    }
    this.graph = new Graph();
    this.session = new Session(graph, settings);
    try {
      Ops tf = Ops.create(graph);
      this.plan = Plan.of(blueprint, device.name(), execution, libdevice(execution));
      this.variables = Variables.of(tf, blueprint, training, plan.precision());
      this.weights = new ProgramWeights(model.name(), session, variables.weights());
      this.saver = Saver.of(tf, variables.saved());
      this.rates =
          RateReader.of(
              tf, session, variables.iteration().value(), training.optimizer().learningRate());
      this.answers = answers(tf);
      memory.suffice(() -> initialize(tf));
      this.trainedOn = train.map(TargetKind::of);
      this.epochs = memory.suffice(() -> ordered.map(examples -> epochs(examples, execution)));
    } catch (RuntimeException | Error e) {
      release();
      throw e;
    }
  }

  private Answers answers(Ops tf) {
    List<Operand<? extends TNumber>> inputs = Network.placeholders(tf, blueprint.model());
    List<Operand<TFloat32>> outputs =
        Inference.of(tf, blueprint, plan.precision(), variables.state().weights(), inputs).stream()
            .map(Prediction::values)
            .toList();
    return new Answers(session, inputs, outputs, blueprint.outputs(), answerSize, memory);
  }

  private TrainingEpochs epochs(Examples examples, Execution execution) {
    boolean must = execution.compilation() == Execution.Compilation.COMPILED;
    return new TrainingEpochs(
        graph,
        blueprint.model().name(),
        plan,
        must ? Optional.empty() : Optional.of(plan.interpreted(blueprint, device.name())),
        chosen -> {
          long bytes =
              Windowing.wantedBytes(examples, training.batchSize(), device.name(), chosen.rows());
          long budget = execution.budgetBytes(device, bytes);
          return new EpochTraining(
              graph, session, blueprint, training, variables, examples, budget, chosen);
        });
  }

  /** Whether XLA can compile for the GPU; where that decides and it cannot, says so once. */
  private boolean libdevice(Execution execution) {
    boolean gpu = device.name().equals("GPU");
    boolean ready = gpu && XlaSetup.once();
    boolean decides =
        gpu && execution.compilation() == Execution.Compilation.AUTO && execution.replicas() == 1;
    if (decides && !ready) {
      Said.once(
          LOG,
          "training steps are not compiled, which is slower: XLA finds no libdevice.10.bc; '%s' brings it, or set CUDA_HOME to a CUDA toolkit"
              .formatted(XlaTools.INSTALL));
    }
    return ready;
  }

  private Void initialize(Ops tf) {
    Session.Runner runner = session.runner();
    for (Op assign : variables.initial(tf, blueprint, new KerasSeeds(training.seed()))) {
      runner.addTarget(assign);
    }
    runner.run().close();
    return null;
  }

  /**
   * {@return a program ready to train}
   *
   * @param train trained on; inputs of the model's element type and shape
   * @param validation evaluated on after every epoch
   * @throws IllegalArgumentException if a layer cannot take its input or the examples do not fit
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
    return new Program(model, training, train, validation, execution);
  }

  @Override
  public List<String> quantities() {
    List<String> names = new ArrayList<>(List.of("loss"));
    training.metrics().forEach(metric -> names.add(metric.name()));
    if (validation.isPresent()) {
      List.copyOf(names).forEach(name -> names.add("val_" + name));
    }
    return names;
  }

  @Override
  public Optional<EpochResult> trainEpoch(int epoch, ProgressListener progress) {
    Given.required(progress, "Program", "a progress listener", "use done -> Verdict.CONTINUE");
    requireOpen();
    return memory.suffice(() -> trained(epoch, progress));
  }

  private Optional<EpochResult> trained(int epoch, ProgressListener progress) {
    long start = System.nanoTime();
    TrainingEpochs own = epochs.orElseThrow(Program::untrainable);
    long steps = rates.taken();
    Optional<Scores> trained = own.epoch(epoch, progress);
    if (trained.isEmpty()) {
      return Optional.empty();
    }
    Optional<Scores> validated = Optional.empty();
    if (validation.isPresent()) {
      Progress done = own.training().finished(epoch, trained.get());
      validated =
          evaluate(validation.get(), () -> !(progress.progressed(done) instanceof Verdict.Stop));
      if (validated.isEmpty()) {
        return Optional.empty();
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return Optional.of(new EpochResult(epoch, trained.get(), validated, rates.since(steps), took));
  }

  private static IllegalStateException untrainable() {
    return new IllegalStateException(
        "Program needs training examples to train, got none; give them to compile");
  }

  /**
   * {@return the mean loss and metrics over examples, without dropout}
   *
   * @throws IllegalArgumentException if there is no example, the inputs do not fit the model, or
   *     the targets do not fit its loss and metrics
   */
  public Scores evaluate(Examples examples) {
    return evaluate(require("evaluation", examples), () -> true).orElseThrow();
  }

  /** Empty if it was not to go on after a chunk of examples that was not the last. */
  private Optional<Scores> evaluate(Examples examples, BooleanSupplier goOn) {
    return memory.sufficeToAnswer(() -> evaluated(examples, goOn));
  }

  private Optional<Scores> evaluated(Examples examples, BooleanSupplier goOn) {
    EvaluationFunction function =
        evaluations.computeIfAbsent(
            TargetKind.of(examples),
            k ->
                EvaluationFunction.of(
                    graph,
                    blueprint,
                    training,
                    plan.precision(),
                    Rows.on(device.name(), false),
                    variables,
                    answerSize,
                    k.type(),
                    k.shape()));
    double[] sums = new double[1 + training.metrics().size()];
    int stride = (int) Math.min(examples.size(), (long) EvaluationFunction.BATCHES * answerSize);
    for (int from = 0; from < examples.size(); from += stride) {
      if (from > 0 && !goOn.getAsBoolean()) {
        return Optional.empty();
      }
      int to = from + Math.min(stride, examples.size() - from);
      List<Double> more = function.sums(session, examples.slice(from, to));
      Arrays.setAll(sums, i -> sums[i] + more.get(i));
    }
    return Optional.of(
        Scorer.scores(
            training.metrics(),
            Arrays.stream(sums)
                .mapToObj(sum -> (double) (float) (sum / examples.size()))
                .toList()));
  }

  /**
   * {@return the model's answers, a row an example}
   *
   * @param values {@code [count, ...]}, of the model's element type and shape
   * @throws IllegalArgumentException if they do not fit the model, or it has several inputs or
   *     outputs
   */
  public float[][] predict(Values values) {
    FloatValues all = outputs(values);
    int size = all.exampleSize();
    float[][] rows = new float[all.count()][size];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(all.values(), row * size, rows[row], 0, size);
    }
    return rows;
  }

  /** {@return the model's answers in their own shape, {@code [count, ...]}} */
  public FloatValues outputs(Values values) {
    Given.required(
        values, "Model " + blueprint.model().name(), "inputs", "give values [count, ...]");
    if (blueprint.outputs().size() > 1) {
      throw new IllegalArgumentException(
          "Model %s needs to be asked for its outputs %s by name, got a call for its only one; use answers(Map.of(\"%s\", values))"
              .formatted(
                  blueprint.model().name(),
                  blueprint.outputs().stream().map(ModelOutput::name).toList(),
                  Examples.INPUT));
    }
    return answers(Map.of(Examples.INPUT, values)).values().iterator().next();
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
    requireOpen();
    Map<String, Values> ordered = new ModelInputs(blueprint.model()).ordered(values);
    blueprint.requireRows();
    return answers.of(List.copyOf(ordered.values()));
  }

  /** {@return the examples with their inputs named and ordered as the model's} */
  private Examples require(String set, Examples examples) {
    requireOpen();
    Examples ordered = new ModelInputs(blueprint.model()).ordered(Asked.examples(set, examples));
    new ExamplesCheck(blueprint, training).require(set, ordered);
    return ordered;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "Program of model %s needs to be open, got closed; use it inside the try that closes it"
              .formatted(blueprint.model().name()));
    }
  }

  /**
   * {@return a copy of every weight by name, {@code dense/kernel}, in build order; one without axes
   * as one value of shape {@code [1]}}
   */
  public Map<String, FloatValues> weights() {
    requireOpen();
    return weights.copies();
  }

  /**
   * Sets weights by name: all that are given, or none if one does not fit. Those not given stay.
   *
   * @throws IllegalArgumentException if a name is none of the model's or a shape differs
   */
  public void setWeights(Map<String, FloatValues> values) {
    requireOpen();
    weights.set(values);
  }

  @Override
  public void keepWeights(String name) {
    kept.put(name, weights());
  }

  @Override
  public boolean hasKept(String name) {
    return kept.containsKey(name);
  }

  @Override
  public void restoreWeights(String name) {
    if (!kept.containsKey(name)) {
      throw new IllegalStateException(
          "Program needs weights kept as " + name + " to restore, got none; keep them first");
    }
    setWeights(kept.get(name));
  }

  /**
   * Writes weights, optimizer slots and step number into a new folder, whole or not at all.
   *
   * @throws IOException if the folder exists or cannot be written
   */
  public void save(Path folder) throws IOException {
    save(folder, none -> {});
  }

  /**
   * Saves as {@link #save(Path)} does, with files that belong to the checkpoint: all of them appear
   * at once.
   *
   * @param more writes these files
   * @throws IOException if the folder exists or cannot be written
   */
  public void save(Path folder, Folder.Writer more) throws IOException {
    requireOpen();
    SavedFolder.write(
        folder,
        temporary -> {
          saver.save(session, Checkpoint.prefix(temporary));
          more.write(temporary);
        });
  }

  /**
   * Goes on from what {@link #save} wrote.
   *
   * @throws IOException if the folder holds no checkpoint, or a damaged one
   * @throws IllegalArgumentException if it is another model's or optimizer's
   */
  public void restore(Path folder) throws IOException {
    requireOpen();
    Checkpoint.require(folder);
    PlainPath.of(
        folder,
        plain ->
            Checkpoint.fitting(
                folder, blueprint.model(), () -> saver.restore(session, Checkpoint.prefix(plain))));
  }

  /**
   * Writes a SavedModel under the names {@code input} and {@code output}; of several inputs or
   * outputs, each under its own.
   *
   * @param folder must not exist
   * @throws IOException if it cannot be written, or answers differently when loaded again
   */
  public void export(Path folder) throws IOException {
    export(folder, SavedSignature.of(blueprint.model()), samples(), none -> {});
  }

  private List<Values> samples() {
    return blueprint.model().inputs().stream().map(named -> Sample.of(named.input(), 100)).toList();
  }

  /**
   * Writes a SavedModel that is called in a way of its own, compared on made-up inputs.
   *
   * @param folder must not exist
   * @param serving names and shape of input and output
   * @throws IOException if it cannot be written, or answers differently when loaded again
   */
  public void export(Path folder, Serving serving) throws IOException {
    Given.required(serving, "Export", "a serving", "use Serving.DEFAULT if unsure");
    export(folder, SavedSignature.of(blueprint.model(), serving), samples(), none -> {});
  }

  /**
   * Writes a SavedModel: the forward pass alone, tagged {@code serve}, with the signature {@code
   * serving_default} (method {@code tensorflow/serving/predict}). It is written under another name,
   * loaded again, compared with this program, and only then given its name. It answers examples of
   * the signature's shape alone; others are an error where it is called.
   *
   * @param folder must not exist; TensorFlow loads nothing from a path with {@code [ ] * ? \} in
   *     it, so a SavedModel in such a folder has to be moved to be used
   * @param serving names and shape of input and output
   * @param sample inputs to compare on, {@code [count, ...]}, at least one
   * @throws IOException if it cannot be written, or answers differently when loaded again
   * @throws IllegalArgumentException if the serving's shape or the sample does not fit the model
   */
  public void export(Path folder, Serving serving, Values sample) throws IOException {
    Given.required(serving, "Export", "a serving", "use Serving.DEFAULT if unsure");
    SavedSignature signature = SavedSignature.of(blueprint.model(), serving);
    Given.required(
        sample, "Model " + blueprint.model().name(), "inputs", "give values [count, ...]");
    export(folder, signature, List.of(sample), none -> {});
  }

  /**
   * Writes a SavedModel as {@link #export(Path, Serving, Values)} does, with files that belong to
   * it, such as {@code assets.extra/…}, which TensorFlow leaves alone: all of them appear at once.
   *
   * @param serving names and shape of input and output; empty for the model's own
   * @param sample inputs to compare on; empty for made-up ones
   * @param more writes these files
   * @throws IOException if it cannot be written, or answers differently when loaded again
   * @throws IllegalArgumentException if the serving's shape or the sample does not fit the model
   */
  public void export(
      Path folder, Optional<Serving> serving, Optional<Values> sample, Folder.Writer more)
      throws IOException {
    SavedSignature signature =
        serving
            .map(given -> SavedSignature.of(blueprint.model(), given))
            .orElseGet(() -> SavedSignature.of(blueprint.model()));
    export(folder, signature, sample.map(List::of).orElseGet(this::samples), more);
  }

  private void export(
      Path folder, SavedSignature signature, List<Values> samples, Folder.Writer more)
      throws IOException {
    Map<String, Values> sample = new LinkedHashMap<>();
    for (int i = 0; i < samples.size(); i++) {
      sample.put(blueprint.model().inputs().get(i).name(), samples.get(i));
    }
    List<FloatValues> expected = List.copyOf(answers(sample).values());
    if (samples.get(0).count() == 0) {
      throw new IllegalArgumentException(
          "Export needs at least one sample to compare answers on, got none; give it some inputs");
    }
    SavedFolder.write(
        folder,
        temporary -> {
          Path saved = Files.createDirectory(temporary.resolve("weights"));
          saver.save(session, Checkpoint.prefix(saved));
          SavedModelExport.write(
              blueprint, plan.precision(), signature, Checkpoint.prefix(saved), temporary);
          Folder.delete(saved);
          memory.sufficeToAnswer(
              () -> {
                SavedModelCheck.require(
                    temporary, signature, samples, expected, plan.precision(), settings);
                return null;
              });
          more.write(temporary);
        });
  }

  /** {@return the model that runs} */
  public Model model() {
    return blueprint.model();
  }

  /** {@return the number of weights, trained or not} */
  public long parameters() {
    return blueprint.parameters();
  }

  /** {@return what it runs on, {@code CPU} or {@code GPU}} */
  public String device() {
    return device.name();
  }

  /** {@return why it runs on the CPU though a GPU would do; empty if it does not} */
  public Optional<String> withoutGpu() {
    return device.reason();
  }

  /**
   * {@return how its training steps are executed: {@code native}, one a call of TensorFlow's
   * executor; {@code native-loop}, many a call; {@code xla}, compiled; {@code xla-matmul}, compiled
   * with convolutions as matrix products} What XLA turns out not to be able to compile, in the
   * first step, runs in the executor from then on.
   */
  public String lowering() {
    return epochs.map(TrainingEpochs::plan).orElse(plan).strategy().toString();
  }

  /**
   * {@return into how many windows an epoch's examples are cut to fit the memory budget: 1 if they
   * all stay on the device}
   *
   * @throws IllegalStateException if it has no training examples
   */
  public int windows() {
    return epochs.orElseThrow(Program::untrainable).training().windows();
  }

  /**
   * {@return the multiply-adds that training on a full batch cannot avoid, however it is executed:
   * of matrix products and convolutions, forward, for the weights' gradients, and for the inputs'
   * gradients but the first layer's}
   *
   * @throws IllegalStateException if it has no training examples
   */
  public long multiplyAddsPerStep() {
    TargetKind targets = trainedOn.orElseThrow(Program::untrainable);
    return Arithmetic.multiplyAdds(blueprint, training, targets.type(), targets.shape());
  }

  /** Ends what is prepared in the background and frees the native memory. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    epochs.ifPresent(TrainingEpochs::close);
    release();
  }

  private void release() {
    session.close();
    graph.close();
  }
}
