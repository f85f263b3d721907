package io.atelier.lab.setting;

import io.atelier.engine.Float32;
import java.math.BigDecimal;

/**
 * The smallest and the largest value of every setting that is a number, whether a file or a flag
 * gives it. The largest is far above what makes sense: beyond it a machine hangs instead of saying
 * what is wrong.
 *
 * <p>Usage: {@code Bound.EPOCHS.require(epochs)}.
 */
public enum Bound {
  /** Epochs of a training. */
  EPOCHS("--epochs", 1, 1_000_000),
  /** Examples of a training step: more than there are training images help nobody. */
  BATCH_SIZE("--batch-size", 1, 65_536),
  /** The rate and its steps are float32: what is smaller is 0 there, what is larger infinite. */
  LEARNING_RATE(
      "--learning-rate",
      Float.MIN_NORMAL,
      Float.MAX_VALUE,
      "a rate that float32 holds, 1.2E-38 to 3.4E38"),
  /** Momentum of SGD. */
  MOMENTUM("--momentum", 0, 1, "a number in [0, 1]"),
  /** What is kept is divided by one less this rate. */
  DROPOUT("--dropout", 0, Math.nextDown(1.0), "a rate in [0, 1)"),
  /** Epochs without a better validation loss; 0 for no early stopping. */
  PATIENCE("--patience", 0, 1_000_000),
  /** Share of the training images kept for validation. */
  VALIDATION_SPLIT("--validation-split", 0, Math.nextDown(1.0), "a share in [0, 1)"),
  /** Share of the training examples held back to test on. */
  TEST_SPLIT("test_split", Math.nextUp(0.0), Math.nextDown(1.0), "a share in (0, 1)"),
  /** Share of the training examples that no run is trained on. */
  HELD_BACK("held_back", 0, Math.nextDown(1.0), "a share in [0, 1)"),
  /** Training examples; 0 for all. */
  LIMIT("--limit", 0, Integer.MAX_VALUE),
  /** Threads of the CPU; 0 for one a core. */
  THREADS("--threads", 0, 1024),
  /** Images evaluated at a time; 0 for as many as suit the network. */
  EVALUATION_BATCH("--evaluation-batch", 0, 1_000_000),
  /** Bytes of the training images on the device; 0 for the default. */
  MEMORY("--memory", 0, 1L << 50),
  /** Index of a GPU; -1 for the first. */
  GPU("--gpu", -1, 1023, "the index of a GPU, at least 0, or -1 for the first", atMost(1023)),
  /** Bytes of a GPU's memory; 0 for all, which is no bound. */
  GPU_MEMORY("--gpu-memory", 1 << 20, 1L << 50, "at least 1m, or 0 for all", atMost(1L << 50)),
  /** GPUs that share a batch. */
  GPUS("--gpus", 1, 64),
  /** Processes that train at once. */
  PARALLEL("--parallel", 1, 256),
  /** Trials of a search, drawn or of a whole grid. */
  TRIALS("--trials", 1, 100_000),
  /** Seeds of a reproduction. */
  SEEDS("--seeds", 1, 1000),
  /** Chunks of training that are timed. */
  CHUNKS("--chunks", 5, 10_000, "at least 5 for a median", atMost(10_000));

  private final String setting;
  private final double least;
  private final double most;
  private final String tooSmall;
  private final String tooLarge;

  Bound(String setting, double least, double most) {
    this(setting, least, most, "at least " + text(least), atMost(most));
  }

  Bound(String setting, double least, double most, String rule) {
    this(setting, least, most, rule, rule);
  }

  Bound(String setting, double least, double most, String tooSmall, String tooLarge) {
    this.setting = setting;
    this.least = least;
    this.most = most;
    this.tooSmall = tooSmall;
    this.tooLarge = tooLarge;
  }

  /** {@return the smallest value, of a setting that is a whole number} */
  public int least() {
    return (int) least;
  }

  /** {@return the largest value, of a setting that is a whole number} */
  public int most() {
    return (int) most;
  }

  /** {@return whether a value is in the range; no number is not} */
  public boolean holds(double value) {
    return value >= least && value <= most;
  }

  /**
   * {@return the value}
   *
   * @throws IllegalArgumentException if it is out of the range
   */
  public <T extends Number> T require(T value) {
    if (!holds(value.doubleValue())) {
      String rule = value.doubleValue() > most ? tooLarge : tooSmall;
      throw new IllegalArgumentException("%s needs %s, got %s".formatted(setting, rule, value));
    }
    return value;
  }

  /**
   * Requires a share that is another than 0 and 1 in float32 too, where the engine has it.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static void requireFloat32(String flag, String kind, double value) {
    if (!Float32.holds(value) || !Float32.staysBelowOne(value)) {
      throw new IllegalArgumentException(
          "%s needs %s that float32 tells from 0 and 1, got %s".formatted(flag, kind, value));
    }
  }

  private static String atMost(double most) {
    return "at most " + text(most);
  }

  private static String text(double bound) {
    return bound == Math.rint(bound) && bound < 1e18
        ? new BigDecimal(bound).toBigInteger().toString()
        : Double.toString(bound);
  }
}
