package io.atelier.engine.runtime.device;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListCount;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListMemoryBytes;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListType;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionListDevices;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;

import io.atelier.engine.cuda.CudaFacts;
import io.atelier.engine.cuda.Diagnosis;
import io.atelier.engine.cuda.Failure;
import io.atelier.engine.cuda.Machine;
import io.atelier.engine.cuda.Preload;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.GpuLimits;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GPUOptions.Experimental.VirtualDevices;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/** The devices TensorFlow has registered. */
public final class Devices {
  /** The memory optimizer puts operations into functions that XLA cannot compile. */
  private static final RewriterConfig REWRITES =
      RewriterConfig.newBuilder()
          .setMemoryOptimization(RewriterConfig.MemOptType.NO_MEM_OPT)
          .build();

  private static final Logger LOG = LoggerFactory.getLogger(Devices.class);

  private Devices() {}

  /**
   * A device that TensorFlow has.
   *
   * @param type {@code "CPU"} or {@code "GPU"}
   * @param memoryBytes that TensorFlow takes of a GPU at most; of a CPU it says nothing
   */
  public record Registered(String type, long memoryBytes) {}

  /**
   * {@return the devices a session with the given settings sees}
   *
   * <p>The first session of a process decides the size of its thread pools and how GPU memory
   * grows, so even this one needs the settings that are meant.
   */
  public static List<Registered> list(ConfigProto config) {
    NativeLibrary.load();
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
      byte[] bytes = config.toByteArray();
      TF_SetConfig(options, new BytePointer(bytes), bytes.length, status);
      status.throwExceptionIfNotOK();
      TF_Session session = TF_Session.newSession(TF_Graph.newGraph(), options, status);
      status.throwExceptionIfNotOK();
      TF_DeviceList devices = TF_SessionListDevices(session, status);
      status.throwExceptionIfNotOK();
      return IntStream.range(0, TF_DeviceListCount(devices))
          .mapToObj(
              i ->
                  new Registered(
                      TF_DeviceListType(devices, i, status).getString(),
                      TF_DeviceListMemoryBytes(devices, i, status)))
          .toList();
    }
  }

  /**
   * A device that was chosen.
   *
   * @param name {@code "CPU"} or {@code "GPU"}
   * @param reason why it is not a GPU; empty if it is one, or if the CPU was asked for
   * @param memoryBytes that TensorFlow takes of a GPU at most; of several, the least
   */
  public record Choice(String name, Optional<String> reason, OptionalLong memoryBytes) {
    public static Choice cpu(Optional<String> reason) {
      return new Choice("CPU", reason, OptionalLong.empty());
    }
  }

  /**
   * {@return the device that is meant}
   *
   * @throws IllegalStateException if a GPU is wanted and none registers, or fewer than the
   *     replicas, or if it is a CPU that cannot compute in the precision
   */
  public static Choice choose(Execution execution) {
    NativeLibrary.load();
    if (execution.device() == Execution.Device.CPU) {
      return Choice.cpu(Optional.empty());
    }
    Diagnosis diagnosis = Diagnosis.of(CudaFacts.atAGlance(Machine.current()));
    if (!diagnosis.cause().certain()) {
      List<Failure> failures = Preload.once();
      Answer answer = ask(execution);
      if (answer.gpuBytes().size() >= execution.replicas()) {
        return new Choice(
            "GPU", Optional.empty(), answer.gpuBytes().stream().mapToLong(Long::longValue).min());
      }
      CudaFacts facts = CudaFacts.on(Machine.current());
      diagnosis =
          Diagnosis.of(
              facts.asked(false, failures, answer.refusal()), execution.chosen(facts.shown()));
    }
    require(execution, diagnosis);
    CpuPrecision.requireHere(execution.precision());
    LOG.info("running on the CPU: {}", diagnosis.line());
    return Choice.cpu(Optional.of(diagnosis.line()));
  }

  /**
   * What TensorFlow says of GPUs.
   *
   * @param gpuBytes what it takes at most of each that it has
   * @param refusal why it has none, in its words, where it tried to open one
   */
  record Answer(List<Long> gpuBytes, Optional<String> refusal) {}

  /**
   * {@return TensorFlow's answer to the GPUs that are meant}
   *
   * @throws IllegalStateException if one was named that is not there
   */
  static Answer ask(Execution execution) {
    try {
      return new Answer(
          list(config("GPU", execution)).stream()
              .filter(device -> device.type().equals("GPU"))
              .map(Registered::memoryBytes)
              .toList(),
          Optional.empty());
    } catch (TFInvalidArgumentException e) {
      if (execution.gpu().index().isPresent()) {
        throw new IllegalStateException(
            "gpu needs the index of a GPU that is there, got %s; see nvidia-smi"
                .formatted(execution.gpu().index().get()),
            e);
      }
      return refused(e);
    } catch (TensorFlowException e) {
      return refused(e);
    }
  }

  private static Answer refused(RuntimeException e) {
    return new Answer(
        List.of(), Optional.of(String.valueOf(e.getMessage()).replaceAll("\\s+", " ")));
  }

  /**
   * Refuses an execution that cannot do without a GPU.
   *
   * @param diagnosis why there is none
   * @throws IllegalStateException if it wants a GPU, or several
   */
  static void require(Execution execution, Diagnosis diagnosis) {
    String cure = diagnosis.cure().isEmpty() ? "" : diagnosis.cure() + ", or ";
    if (execution.replicas() > 1 && execution.device() != Execution.Device.CPU) {
      throw new IllegalStateException(
          "gpus needs %s GPUs that TensorFlow can use, got none: %s; %sleave gpus out"
              .formatted(execution.replicas(), diagnosis.reason(), cure));
    }
    if (execution.device() == Execution.Device.GPU) {
      throw new IllegalStateException(
          "device gpu needs a GPU that TensorFlow can use, got none: %s; %suse device cpu or auto"
              .formatted(diagnosis.reason(), cure));
    }
  }

  /** {@return the session settings for a device, with no limits on GPUs} */
  public static ConfigProto config(String device, int threads) {
    return config(
        device, new Execution(Execution.Device.AUTO, threads, Execution.Compilation.AUTO));
  }

  /** {@return the session settings for as many devices, CPU or GPU, as there are replicas} */
  public static ConfigProto config(String device, Execution execution) {
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setAllowSoftPlacement(true)
            .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(REWRITES))
            .setIntraOpParallelismThreads(execution.threads())
            .setInterOpParallelismThreads(execution.threads())
            .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true));
    return device.equals("CPU")
        ? config.putDeviceCount("GPU", 0).putDeviceCount("CPU", execution.replicas()).build()
        : config.setGpuOptions(gpuOptions(execution)).build();
  }

  /** The limits of memory must be as many as the GPUs that are visible. */
  private static GPUOptions gpuOptions(Execution execution) {
    GpuLimits limits = execution.gpu();
    int first = limits.index().orElse(0);
    GPUOptions.Builder options =
        GPUOptions.newBuilder()
            .setAllowGrowth(true)
            .setVisibleDeviceList(
                IntStream.range(first, first + execution.replicas())
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(",")));
    if (limits.memoryBytes() > 0) {
      VirtualDevices limited =
          VirtualDevices.newBuilder()
              .addMemoryLimitMb((float) (limits.memoryBytes() / (double) (1 << 20)))
              .build();
      options.setExperimental(
          GPUOptions.Experimental.newBuilder()
              .addAllVirtualDevices(Collections.nCopies(execution.replicas(), limited)));
    }
    return options.build();
  }
}
