package io.atelier.engine.runtime.device;

import com.sun.jna.Function;
import io.atelier.engine.cuda.Jna;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.tensorflow.internal.c_api.global.tensorflow;

/**
 * TensorFlow's switch for TF32 on GPUs, which its kernels and XLA ask. It is on when a process
 * begins, and no C function sets it: these are the C++ functions behind Python's {@code
 * tf.config.experimental.enable_tensor_float_32_execution}.
 */
public final class Tf32 {
  private static final String ENABLE = "_ZN3tsl32enable_tensor_float_32_executionEb";
  private static final String ENABLED = "_ZN3tsl33tensor_float_32_execution_enabledEv";

  private Tf32() {}

  /**
   * Says whether float32 products may use TF32, in this process, from now on.
   *
   * @throws IllegalStateException if the switch cannot be reached
   */
  public static void allow(boolean allowed) {
    Jna.call(
        () -> {
          functions(ENABLE)
              .forEach(enable -> enable.invokeVoid(new Object[] {(byte) (allowed ? 1 : 0)}));
          return null;
        });
  }

  /** {@return whether float32 products may use TF32} */
  static boolean allowed() {
    return Jna.call(
        () ->
            functions(ENABLED)
                .anyMatch(enabled -> (byte) enabled.invoke(byte.class, new Object[0]) != 0));
  }

  /**
   * In the libraries that TensorFlow Java has loaded, beside its own. TensorFlow's build for GPUs
   * has the switch twice: the kernels and XLA ask the one in {@code libtensorflow_cc}. In its build
   * for CPUs both names lead to the same switch.
   */
  private static Stream<Function> functions(String name) {
    Path own = Path.of(Loader.load(tensorflow.class));
    return Stream.of("libtensorflow_cc.so.2", "libtensorflow_framework.so.2")
        .map(library -> Function.getFunction(own.resolveSibling(library).toString(), name));
  }
}
