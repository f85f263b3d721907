package io.atelier.engine.runtime;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListCount;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListType;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionListDevices;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;

/** The devices TensorFlow has registered. */
final class Devices {
  private Devices() {}

  /** {@return for example {@code [CPU, GPU]}} */
  static List<String> types() {
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      TF_Session session =
          TF_Session.newSession(TF_Graph.newGraph(), TF_SessionOptions.newSessionOptions(), status);
      status.throwExceptionIfNotOK();
      TF_DeviceList devices = TF_SessionListDevices(session, status);
      status.throwExceptionIfNotOK();
      return IntStream.range(0, TF_DeviceListCount(devices))
          .mapToObj(i -> TF_DeviceListType(devices, i, status).getString())
          .toList();
    }
  }

  /**
   * {@return the device that {@code wanted} leads to, {@code "CPU"} or {@code "GPU"}}
   *
   * @throws IllegalStateException if a GPU is wanted and none registers
   */
  static String choose(Execution.Device wanted) {
    if (wanted == Execution.Device.CPU) {
      return "CPU";
    }
    boolean gpu = types().contains("GPU");
    if (!gpu && wanted == Execution.Device.GPU) {
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
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(threads)
            .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true));
    return device.equals("CPU") ? config.putDeviceCount("GPU", 0).build() : config.build();
  }
}
