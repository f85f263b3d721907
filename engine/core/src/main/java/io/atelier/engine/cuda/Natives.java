package io.atelier.engine.cuda;

import java.io.IOException;
import java.net.URL;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which build of TensorFlow's native library is on the class path. */
public enum Natives {
  /** The one for GPUs. */
  GPU,
  /** The one for the CPU alone. */
  CPU,
  /** None that is known. */
  NONE;

  /** Where a library's jar has it: in a folder below, named as its classifier. */
  public static final String FOLDER = "org/tensorflow/internal/c_api/";

  /** On Linux, macOS and Windows. */
  private static final List<String> LIBRARIES =
      List.of("libjnitensorflow.so", "libjnitensorflow.dylib", "jnitensorflow.dll");

  /** {@return the build on a class path} */
  static Natives on(Machine machine) {
    Collection<String> classifiers = libraries(machine).values();
    if (classifiers.contains(machine.platform() + "-gpu")) {
      return GPU;
    }
    return classifiers.isEmpty() ? NONE : CPU;
  }

  /** {@return the native libraries for a machine, by address, each with its classifier} */
  public static Map<String, String> libraries(Machine machine) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String classifier : List.of(machine.platform() + "-gpu", machine.platform())) {
      for (String library : LIBRARIES) {
        for (URL url : resources(machine.classPath(), FOLDER + classifier + "/" + library)) {
          found.put(url.toString(), classifier);
        }
      }
    }
    return found;
  }

  private static List<URL> resources(ClassLoader classPath, String name) {
    try {
      return Collections.list(classPath.getResources(name));
    } catch (IOException e) {
      return List.of();
    }
  }
}
