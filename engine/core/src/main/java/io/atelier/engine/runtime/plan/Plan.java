package io.atelier.engine.runtime.plan;

import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.build.Blueprint;
import io.atelier.engine.runtime.lowering.Lowering;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.DeviceSpec;
import org.tensorflow.DeviceSpec.DeviceType;

/**
 * How training steps are executed.
 *
 * @param strategy by what, and with which operations
 * @param precision of products and convolutions
 * @param replicas the devices that share every batch; empty for one device, TensorFlow's choice
 * @param rows how a batch is taken out of the examples
 */
public record Plan(
    StepStrategy strategy,
    Execution.Precision precision,
    List<DeviceSpec> replicas,
    RowGathering rows) {

  private static final int MOST_IN_A_BLOCK = 16;

  /** {@return float32 on one device} */
  public static Plan of(StepStrategy strategy) {
    return new Plan(strategy, Execution.Precision.FLOAT32, List.of(), RowGathering.DIRECT);
  }

  /**
   * {@return the plan for a model on a device, {@code "CPU"} or {@code "GPU"}}
   *
   * @param libdevice whether XLA has what it needs to compile for a GPU
   */
  public static Plan of(
      Blueprint blueprint, String device, Execution execution, boolean libdevice) {
    List<DeviceSpec> replicas =
        execution.replicas() == 1
            ? List.of()
            : IntStream.range(0, execution.replicas()).mapToObj(i -> device(device, i)).toList();
    StepStrategy strategy =
        replicas.isEmpty()
            ? StepStrategy.of(blueprint, device, compilation(device, execution), libdevice)
            : StepStrategy.STEPS;
    RowGathering rows = RowGathering.on(device, strategy.compiled());
    return new Plan(strategy, execution.precision(), replicas, rows);
  }

  private static DeviceSpec device(String type, int index) {
    return DeviceSpec.newBuilder().deviceType(DeviceType.valueOf(type)).deviceIndex(index).build();
  }

  /** XLA for the CPU may leave the roundings to half precision out, as excess precision. */
  private static Execution.Compilation compilation(String device, Execution execution) {
    boolean rounds = device.equals("CPU") && execution.precision().half();
    return rounds && execution.compilation() == Execution.Compilation.AUTO
        ? Execution.Compilation.INTERPRETED
        : execution.compilation();
  }

  /**
   * {@return how many batches are trained on in an inner loop of the compiled one: a divisor of the
   * full batches of every window, as a rest of other length would be compiled once more}
   *
   * <p>It pays on a GPU for networks with convolutions alone: XLA runs the whole loop of others
   * there without the host, which need not know how many turns it takes.
   */
  public int block(Windowing windowing) {
    if (strategy != StepStrategy.XLA_SLICES || windowing.count() == 0) {
      return 1;
    }
    int last = windowing.batches(windowing.count() - 1);
    int common = BigInteger.valueOf(windowing.batches(0)).gcd(BigInteger.valueOf(last)).intValue();
    return IntStream.rangeClosed(1, MOST_IN_A_BLOCK)
        .filter(size -> common % size == 0)
        .max()
        .orElse(1);
  }

  /**
   * {@return the same plan in TensorFlow's executor}
   *
   * @param device {@code "CPU"} or {@code "GPU"}
   */
  public Plan interpreted(Blueprint blueprint, String device) {
    StepStrategy executor =
        StepStrategy.of(blueprint, device, Execution.Compilation.INTERPRETED, false);
    return new Plan(executor, precision, replicas, RowGathering.on(device, executor.compiled()));
  }

  /** {@return the lowering for one graph} */
  public Lowering lowering() {
    return strategy.lowering(precision);
  }
}
