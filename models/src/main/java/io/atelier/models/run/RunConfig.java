package io.atelier.models.run;

import io.atelier.models.json.Json;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.Examples;
import io.atelier.engine.Float32;
import io.atelier.engine.layer.Model;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.InverseTimeDecay;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.GpuLimits;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.runtime.device.NativeLibrary;
import io.atelier.models.fashion.Catalogue;
import io.atelier.models.fashion.FashionModel;
import io.atelier.models.config.KernelInitializer;
import io.atelier.models.fashion.Mlp;
import io.atelier.models.setting.Bound;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings of a run, with the paper's as defaults; {@link Bound} has the ranges of the numbers.
 *
 * @param model name in the catalogue
 * @param epochs at most
 * @param batchSize examples of a step
 * @param optimizer kind
 * @param learningRate positive; Adam's is the initial value of the paper's schedule
 * @param momentum of SGD (Nesterov), in [0, 1]
 * @param dropout rate before every dense layer, in [0, 1)
 * @param patience epochs without a better validation loss before stopping; 0 for no early stopping
 * @param restoreBest whether the weights are set back to those of the epoch with the best
 *     validation loss; needs patience
 * @param initializer of the kernels
 * @param seed of initial weights, dropout and order
 * @param validationSplit share of the training images kept for validation, in [0, 1)
 * @param development whether to validate on the 9,000 development images instead of a share of the
 *     training images
 * @param limit training images taken, stratified, before the validation split, 1 to 51,000
 * @param device what to run on
 * @param threads of the CPU, 0 for one a core
 * @param memory bytes the training images may take on the device, 0 for the engine's default; more
 *     images are streamed
 * @param gpu the one GPU to use, as {@code nvidia-smi} counts; -1 for the first that registers
 * @param gpuMemory bytes of GPU memory to use at most, 0 for all
 * @param precision of matrix products and convolutions
 * @param gpus that share every batch, at least 1
 * @param evaluationBatch images evaluated or predicted at a time, 0 for as many as suit the network
 * @param restoreRule when the best weights are set back; without {@code restoreBest} it does not
 *     matter and is the rule of new runs
 */
public record RunConfig(
    String model,
    int epochs,
    int batchSize,
    Kind optimizer,
    double learningRate,
    double momentum,
    double dropout,
    int patience,
    boolean restoreBest,
    KernelInitializer initializer,
    long seed,
    double validationSplit,
    boolean development,
    int limit,
    Device device,
    int threads,
    long memory,
    int gpu,
    long gpuMemory,
    Precision precision,
    int gpus,
    int evaluationBatch,
    RestoreRule restoreRule) {
  /** Images left to train on when the development set is held back. */
  public static final int TRAINING_IMAGES = Bound.LIMIT.most();

  /** Less is a number whose unit was forgotten. */
  private static final long LEAST_MEMORY = 1 << 16;

  /** 51,000 / 32 * 1,000, as the paper has it. */
  private static final double DECAY_STEPS = 1_593_750;

  /** Which optimizer. */
  public enum Kind {
    /** Stochastic gradient descent with Nesterov momentum. */
    @JsonProperty("sgd")
    SGD,
    /** Adam with the paper's schedule. */
    @JsonProperty("adam")
    ADAM,
    /** Adam at a constant rate. */
    @JsonProperty("adam-constant")
    ADAM_CONSTANT
  }

  /** What to run on. */
  public enum Device {
    /** A GPU if there is one. */
    @JsonProperty("auto")
    AUTO,
    /** The CPU. */
    @JsonProperty("cpu")
    CPU,
    /** A GPU or an error. */
    @JsonProperty("gpu")
    GPU
  }

  /** What matrix products and convolutions are computed in. */
  public enum Precision {
    /** float32, and nothing less. */
    @JsonProperty("float32")
    FLOAT32,
    /** float32; a GPU may use its TF32 units. */
    @JsonProperty("tf32")
    TF32,
    /** bfloat16. */
    @JsonProperty("bfloat16")
    BFLOAT16,
    /** float16, with a scaled loss. */
    @JsonProperty("mixed_float16")
    MIXED_FLOAT16
  }

  /**
   * @throws IllegalArgumentException if a setting is out of its range
   */
  public RunConfig {
    Objects.requireNonNull(Catalogue.named(model));
    Bound.EPOCHS.require(epochs);
    Bound.BATCH_SIZE.require(batchSize);
    if (!(learningRate > 0 && Double.isFinite(learningRate))) {
      throw new IllegalArgumentException(
          "--learning-rate needs a positive number, got " + learningRate);
    }
    Bound.LEARNING_RATE.require(learningRate);
    Bound.MOMENTUM.require(momentum);
    Bound.DROPOUT.require(dropout);
    requireShare("--momentum", "a number", momentum);
    requireShare("--dropout", "a rate", dropout);
    Bound.PATIENCE.require(patience);
    Bound.VALIDATION_SPLIT.require(validationSplit);
    Bound.LIMIT.require(limit);
    Bound.THREADS.require(threads);
    Bound.MEMORY.require(memory);
    if (memory > 0 && memory < LEAST_MEMORY) {
      throw new IllegalArgumentException(
          "--memory needs at least 64k (65536 bytes), or 0 for the default, got %s; give a unit, as in 512m or 2g"
              .formatted(Long.toString(memory)));
    }
    Bound.EVALUATION_BATCH.require(evaluationBatch);
    Bound.GPU.require(gpu);
    if (gpuMemory != 0) {
      Bound.GPU_MEMORY.require(gpuMemory);
    }
    Bound.GPUS.require(gpus);
    if (gpus > 1 && device == Device.CPU) {
      throw new IllegalArgumentException(
          "--gpus needs --device gpu or auto, got cpu; leave one of them out");
    }
    if (gpus > 1 && gpu >= 0) {
      throw new IllegalArgumentException(
          "--gpus needs more than the one GPU of --gpu, got %s; leave one of them out"
              .formatted(gpu));
    }
    requireParts(limit, validationSplit);
    if (development && validationSplit > 0) {
      throw new IllegalArgumentException(
          "development needs a validation split of 0, got %s; give one or the other"
              .formatted(validationSplit));
    }
    if (patience > 0 && validationSplit == 0 && !development) {
      throw new IllegalArgumentException(
          "--patience needs a validation split, got 0; give --validation-split, or --patience 0 for"
              + " no early stopping");
    }
    restoreRule = restoreBest ? restoreRule : RestoreRule.ALWAYS;
    if (restoreBest && restoreRule == RestoreRule.ALWAYS && patience == 0) {
      throw new IllegalArgumentException(
          "--restore-best needs --patience, got 0; give the epochs to wait for a better validation"
              + " loss");
    }
  }

  private static void requireShare(String flag, String kind, double value) {
    if (!Float32.holds(value) || !Float32.staysBelowOne(value)) {
      throw new IllegalArgumentException(
          "%s needs %s that float32 tells from 0 and 1, got %s".formatted(flag, kind, value));
    }
  }

  private static void requireParts(int limit, double validationSplit) {
    int train = (int) Math.floor(limit * (1.0 - validationSplit));
    if (validationSplit > 0 && (train == 0 || train == limit)) {
      throw new IllegalArgumentException(
          "--validation-split needs at least one image on either side, got %s of %s; raise --limit or change the share"
              .formatted(validationSplit, limit));
    }
  }

  /**
   * {@return the paper's settings for a model}
   *
   * @param optimizer null for the paper's choice: SGD for MLPs, Adam for CNNs
   */
  static RunConfig defaults(String model, Kind optimizer) {
    FashionModel known = Catalogue.named(model);
    boolean mlp = known instanceof Mlp;
    Kind kind = optimizer != null ? optimizer : mlp ? Kind.SGD : Kind.ADAM;
    return new RunConfig(
        model,
        100,
        32,
        kind,
        kind == Kind.SGD ? 0.01 : 0.001,
        0.8,
        0,
        mlp ? 0 : 10,
        false,
        known.defaultInitializer(),
        0,
        0.1,
        false,
        TRAINING_IMAGES,
        Device.AUTO,
        0,
        0,
        -1,
        0,
        Precision.FLOAT32,
        1,
        0,
        RestoreRule.ALWAYS);
  }

  /** {@return every setting as {@code config.json} has it, by name} */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    Json.MAPPER
        .<ObjectNode>valueToTree(this)
        .properties()
        .forEach(field -> settings.put(field.getKey(), field.getValue().asText()));
    return settings;
  }

  /** {@return the network} */
  public Model network() {
    return Catalogue.named(model).build(dropout, initializer);
  }

  /** {@return how the engine trains it} */
  public Training training() {
    Optimizer rule =
        switch (optimizer) {
          case SGD -> new Sgd(new ConstantRate(learningRate), momentum, true);
          case ADAM_CONSTANT -> new Adam(new ConstantRate(learningRate));
          case ADAM -> new Adam(new InverseTimeDecay(learningRate, DECAY_STEPS, 1));
        };
    return Training.of(rule, batchSize).withSeed(seed);
  }

  /**
   * {@return the network, ready to run}
   *
   * @param train trained on; without it the program cannot train
   * @param validation evaluated on after every epoch, if given
   * @throws IllegalArgumentException if the examples do not fit the network or the memory
   * @throws IllegalStateException if the wanted device is not there
   */
  public Program compile(Optional<Examples> train, Optional<Examples> validation) {
    NativeLibrary.load(network());
    return Program.compile(network(), training(), train, validation, execution());
  }

  /** {@return where the engine runs it} */
  public Execution execution() {
    GpuLimits limits = new GpuLimits(gpu < 0 ? Optional.empty() : Optional.of(gpu), gpuMemory);
    return new Execution(
        Execution.Device.valueOf(device.name()),
        threads,
        Execution.Compilation.AUTO,
        memory,
        limits,
        Execution.Precision.valueOf(precision.name()),
        gpus,
        evaluationBatch);
  }
}
