package io.atelier.engine.runtime;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListCount;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListType;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionListDevices;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/** The devices TensorFlow has registered. */
final class Devices {
  /** The memory optimizer puts operations into functions that XLA cannot compile. */
  private static final RewriterConfig REWRITES =
      RewriterConfig.newBuilder()
          .setMemoryOptimization(RewriterConfig.MemOptType.NO_MEM_OPT)
          .build();

  private Devices() {}

  /**
   * {@return the types of devices a session with the given settings sees, such as {@code [CPU,
   * GPU]}}
   *
   * <p>The first session of a process decides the size of its thread pools and how GPU memory
   * grows, so even this one needs the settings that are meant.
   */
  static List<String> types(ConfigProto config) {
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
          .mapToObj(i -> TF_DeviceListType(devices, i, status).getString())
          .toList();
    }
  }

  /**
   * {@return the device that is meant, {@code "CPU"} or {@code "GPU"}}
   *
   * @throws IllegalStateException if a GPU is wanted and none registers
   */
  static String choose(Execution execution) {
    if (execution.device() == Execution.Device.CPU) {
      return "CPU";
    }
    boolean gpu = types(config("GPU", execution.threads())).contains("GPU");
    if (!gpu && execution.device() == Execution.Device.GPU) {
      throw new IllegalStateException(
          "device gpu needs a GPU that TensorFlow can open, got none; use device cpu or auto, or see cuda-notes.md");
    }
    return gpu ? "GPU" : "CPU";
  }

  /** {@return the session settings for a device} */
  static ConfigProto config(String device, int threads) {
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setAllowSoftPlacement(true)
            .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(REWRITES))
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(threads)
            .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true));
    return device.equals("CPU") ? config.putDeviceCount("GPU", 0).build() : config.build();
  }
}
