package io.atelier.engine.cuda;

import java.util.List;

/** Which build of TensorFlow's native library is on the class path. */
public enum Natives {
  /** The one for GPUs. */
  GPU,
  /** The one for the CPU alone. */
  CPU,
  /** None that is known. */
  NONE;

  private static final String FOLDER = "org/tensorflow/internal/c_api/";

  /** On Linux, macOS and Windows. */
  private static final List<String> LIBRARIES =
      List.of("libjnitensorflow.so", "libjnitensorflow.dylib", "jnitensorflow.dll");

  /** {@return the build on a class path} */
  static Natives on(Machine machine) {
    if (has(machine, machine.platform() + "-gpu")) {
      return GPU;
    }
    return has(machine, machine.platform()) ? CPU : NONE;
  }

  private static boolean has(Machine machine, String platform) {
    return LIBRARIES.stream()
        .anyMatch(name -> machine.classPath().getResource(FOLDER + platform + "/" + name) != null);
  }
}
