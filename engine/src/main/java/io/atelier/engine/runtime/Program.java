package io.atelier.engine.runtime;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import io.atelier.engine.Folder;
import io.atelier.engine.cuda.XlaSetup;
import io.atelier.engine.cuda.XlaTools;
import io.atelier.engine.layer.Model;
import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.Learner;
import io.atelier.engine.training.Progress;
import io.atelier.engine.training.ProgressListener;
import io.atelier.engine.training.Scores;
import io.atelier.engine.training.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/**
 * A model that runs: its weights on a device, and the graph that trains, evaluates and predicts
 * with them. The one object that owns native memory; close it.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class Program implements Learner, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Program.class);

  /** Whether it was said why steps are not compiled. */
  private static final AtomicBoolean SAID = new AtomicBoolean();

  private final Blueprint blueprint;
  private final Training training;
  private final Devices.Choice device;
  private final ConfigProto settings;
  private final DeviceMemory memory;
  private final Optional<Examples> validation;
  private final Graph graph;
  private final Session session;
  private final Variables variables;
  private final Saver saver;
  private final Operand<TFloat32> lastRate;
  private final Operand<? extends TNumber> inputs;
  private final Operand<TFloat32> outputs;
  private final Plan plan;
  private final Optional<TargetKind> trainedOn;
  private final Optional<EpochTraining> epochs;
  private final Map<TargetKind, EvaluationFunction> evaluations = new HashMap<>();
  private final Map<String, Map<String, FloatValues>> kept = new HashMap<>();

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
    NativeLibrary.require(execution);
    NativeLibrary.load(execution.device());
    this.blueprint = Blueprint.of(model);
    this.training = training;
    this.validation = validation;
    train.ifPresent(examples -> requireInputs(examples.inputs()));
    validation.ifPresent(examples -> requireInputs(examples.inputs()));
    this.device = Devices.choose(execution);
    this.memory = new DeviceMemory(model.name(), training.batchSize(), device.name(), execution);
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
      this.saver = Saver.of(tf, variables.saved());
      Operand<TInt64> lastStep = tf.math.sub(variables.iteration().value(), tf.constant(1L));
      this.lastRate = training.optimizer().learningRate().at(tf, lastStep);
      this.inputs =
          tf.placeholder(
              Network.type(model.input()),
              Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE).append(model.input().shape())));
      this.outputs =
          Inference.of(tf, blueprint, plan.precision(), variables.state().weights(), inputs)
              .values();
      memory.suffice(() -> initialize(tf));
      this.trainedOn = train.map(TargetKind::of);
      this.epochs = memory.suffice(() -> train.map(examples -> epochs(examples, execution)));
    } catch (RuntimeException | Error e) {
      release();
      throw e;
    }
  }

  private EpochTraining epochs(Examples examples, Execution execution) {
    long budget = execution.budgetBytes(device, Windowing.bytes(examples, plan.rows()));
    return new EpochTraining(
        graph, session, blueprint, training, variables, examples, budget, plan);
  }

  /** Whether XLA can compile for the GPU; where that decides and it cannot, says so once. */
  private boolean libdevice(Execution execution) {
    boolean gpu = device.name().equals("GPU");
    boolean ready = gpu && XlaSetup.once();
    boolean decides =
        gpu && execution.compilation() == Execution.Compilation.AUTO && execution.replicas() == 1;
    if (decides && !ready && !SAID.getAndSet(true)) {
      LOG.info(
          "training steps are not compiled, which is slower: XLA finds no libdevice.10.bc; '{}'"
              + " brings it, or set CUDA_HOME to a CUDA toolkit",
          XlaTools.INSTALL);
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
    return compile(model, training, Optional.of(train), Optional.of(validation), Execution.AUTO);
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
  public Optional<EpochResult> trainEpoch(int epoch, ProgressListener progress) {
    return memory.suffice(() -> trained(epoch, progress));
  }

  private Optional<EpochResult> trained(int epoch, ProgressListener progress) {
    long start = System.nanoTime();
    EpochTraining epochTraining = epochs.orElseThrow(Program::untrainable);
    Optional<Scores> trained = epochTraining.epoch(epoch, progress);
    if (trained.isEmpty()) {
      return Optional.empty();
    }
    Optional<Scores> validated = Optional.empty();
    if (validation.isPresent()) {
      Progress done = epochTraining.finished(epoch, trained.get());
      validated =
          evaluate(validation.get(), () -> !(progress.progressed(done) instanceof Verdict.Stop));
      if (validated.isEmpty()) {
        return Optional.empty();
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return Optional.of(new EpochResult(epoch, trained.get(), validated, lastLearningRate(), took));
  }

  private static IllegalStateException untrainable() {
    return new IllegalStateException(
        "Program needs training examples to train, got none; give them to compile");
  }

  private double lastLearningRate() {
    try (Result result = session.runner().fetch(lastRate).run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  /**
   * {@return the mean loss and metrics over examples, without dropout}
   *
   * @throws IllegalArgumentException if the inputs do not fit the model
   */
  public Scores evaluate(Examples examples) {
    return evaluate(examples, () -> true).orElseThrow();
  }

  /** Empty if it was not to go on after a chunk of examples that was not the last. */
  private Optional<Scores> evaluate(Examples examples, BooleanSupplier goOn) {
    requireInputs(examples.inputs());
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
                    k.type(),
                    k.shape()));
    double[] sums = new double[1 + training.metrics().size()];
    for (int from = 0; from < examples.size(); from += EvaluationFunction.CHUNK) {
      if (from > 0 && !goOn.getAsBoolean()) {
        return Optional.empty();
      }
      int to = Math.min(examples.size(), from + EvaluationFunction.CHUNK);
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
   * @throws IllegalArgumentException if they do not fit the model
   */
  public float[][] predict(Values values) {
    FloatValues answers = outputs(values);
    int size = answers.exampleSize();
    float[][] rows = new float[answers.count()][size];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(answers.values(), row * size, rows[row], 0, size);
    }
    return rows;
  }

  /** {@return the model's answers in their own shape, {@code [count, ...]}} */
  public FloatValues outputs(Values values) {
    requireInputs(values);
    List<float[]> parts = new ArrayList<>();
    int[] shape = sizes(blueprint.output(), values.count());
    for (int from = 0; from < values.count(); from += EvaluationFunction.BATCH) {
      int to = Math.min(values.count(), from + EvaluationFunction.BATCH);
      Values part = values.slice(from, to);
      parts.add(memory.sufficeToAnswer(() -> answers(part)));
    }
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return FloatValues.of(all, shape);
  }

  private float[] answers(Values values) {
    try (TNumber tensor = Tensors.of(values);
        Result result = session.runner().feed(inputs, tensor).fetch(outputs).run()) {
      return Tensors.floats((TFloat32) result.get(0)).values();
    }
  }

  private static int[] sizes(Shape shape, int count) {
    int[] sizes = new int[shape.numDimensions()];
    sizes[0] = count;
    for (int axis = 1; axis < sizes.length; axis++) {
      sizes[axis] = Math.toIntExact(shape.get(axis));
    }
    return sizes;
  }

  private void requireInputs(Values values) {
    Shape wanted = blueprint.model().input().shape();
    Shape shape = Tensors.shape(values).tail();
    Class<? extends TNumber> type = Network.type(blueprint.model().input());
    if (!shape.equals(wanted) || !Tensors.type(values).equals(type)) {
      throw new IllegalArgumentException(
          "Model %s needs inputs of %s %s, got %s %s; reshape or convert the examples"
              .formatted(
                  blueprint.model().name(),
                  type.getSimpleName().substring(1),
                  wanted,
                  Tensors.type(values).getSimpleName().substring(1),
                  shape));
    }
  }

  /** {@return a copy of every weight by name, {@code dense/kernel}, in build order} */
  public Map<String, FloatValues> weights() {
    Session.Runner runner = session.runner();
    variables.weights().forEach(weight -> runner.fetch(weight.value()));
    Map<String, FloatValues> copies = new LinkedHashMap<>();
    if (variables.weights().isEmpty()) {
      return copies;
    }
    try (Result result = runner.run()) {
      for (int i = 0; i < variables.weights().size(); i++) {
        copies.put(variables.weights().get(i).name(), scalarSafe((TFloat32) result.get(i)));
      }
    }
    return copies;
  }

  private static FloatValues scalarSafe(TFloat32 tensor) {
    return tensor.shape().isScalar()
        ? FloatValues.of(new float[] {tensor.getFloat()}, 1)
        : Tensors.floats(tensor);
  }

  /**
   * Sets weights by name.
   *
   * @throws IllegalArgumentException if a name is none of the model's or a shape differs
   */
  public void setWeights(Map<String, FloatValues> values) {
    for (Map.Entry<String, FloatValues> entry : values.entrySet()) {
      Variable<TFloat32> weight =
          variables.weights().stream()
              .filter(variable -> variable.name().equals(entry.getKey()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "Model %s needs the name of one of its weights, got %s; see weights()"
                              .formatted(blueprint.model().name(), entry.getKey())));
      if (!Tensors.shape(entry.getValue()).equals(weight.fed().shape())) {
        throw new IllegalArgumentException(
            "Weight %s needs %s, got %s; give values of its shape"
                .formatted(weight.name(), weight.fed().shape(), entry.getValue().shape()));
      }
      try (TNumber tensor = Tensors.of(entry.getValue())) {
        session.runner().feed(weight.fed(), tensor).addTarget(weight.feed()).run().close();
      }
    }
  }

  @Override
  public void keepWeights(String name) {
    kept.put(name, weights());
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
   * @throws IOException if the folder holds no checkpoint
   * @throws IllegalArgumentException if it is another model's or optimizer's
   */
  public void restore(Path folder) throws IOException {
    Checkpoint.require(folder);
    Checkpoint.fitting(
        folder, blueprint.model(), () -> saver.restore(session, Checkpoint.prefix(folder)));
  }

  /**
   * Writes a SavedModel under the names {@code input} and {@code output}.
   *
   * @param folder must not exist
   * @throws IOException if it cannot be written, or answers differently when loaded again
   */
  public void export(Path folder) throws IOException {
    export(folder, Serving.DEFAULT);
  }

  /**
   * Writes a SavedModel that is called in a way of its own, compared on made-up inputs.
   *
   * @param folder must not exist
   * @param serving names and shape of input and output
   * @throws IOException if it cannot be written, or answers differently when loaded again
   */
  public void export(Path folder, Serving serving) throws IOException {
    export(folder, serving, Sample.of(blueprint.model().input(), 100));
  }

  /**
   * Writes a SavedModel: the forward pass alone, tagged {@code serve}, with the signature {@code
   * serving_default} (method {@code tensorflow/serving/predict}). It is written under another name,
   * loaded again, compared with this program, and only then given its name.
   *
   * @param folder must not exist
   * @param serving names and shape of input and output
   * @param sample inputs to compare on, {@code [count, ...]}
   * @throws IOException if it cannot be written, or answers differently when loaded again
   */
  public void export(Path folder, Serving serving, Values sample) throws IOException {
    FloatValues expected = outputs(sample);
    SavedFolder.write(
        folder,
        temporary -> {
          Path weights = temporary.resolve("weights");
          save(weights);
          SavedModelExport.write(
              blueprint, plan.precision(), serving, Checkpoint.prefix(weights), temporary);
          Folder.delete(weights);
          memory.sufficeToAnswer(
              () -> {
                SavedModelCheck.require(temporary, serving, sample, expected, settings);
                return null;
              });
        });
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
   * with convolutions as matrix products}
   */
  public String lowering() {
    return plan.strategy().toString();
  }

  /**
   * {@return into how many windows an epoch's examples are cut to fit the memory budget: 1 if they
   * all stay on the device}
   *
   * @throws IllegalStateException if it has no training examples
   */
  public int windows() {
    return epochs.orElseThrow(Program::untrainable).windows();
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
    epochs.ifPresent(EpochTraining::close);
    release();
  }

  private void release() {
    session.close();
    graph.close();
  }
}
