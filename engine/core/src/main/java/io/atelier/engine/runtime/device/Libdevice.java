package io.atelier.engine.runtime.device;

import io.atelier.engine.cuda.XlaSetup;
import io.atelier.engine.cuda.XlaTools;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.tensorflow.Said;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** NVIDIA's {@code libdevice.10.bc}, without which XLA compiles nothing for a GPU. */
public final class Libdevice {
  private static final Logger LOG = LoggerFactory.getLogger(Libdevice.class);

  private Libdevice() {}

  /**
   * {@return whether XLA can compile for the GPU; where that decides and it cannot, says so once}
   *
   * @param device {@code "CPU"} or {@code "GPU"}
   */
  public static boolean readyOrSaid(String device, Execution execution) {
    boolean gpu = device.equals("GPU");
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
}
