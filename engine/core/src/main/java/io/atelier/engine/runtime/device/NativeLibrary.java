package io.atelier.engine.runtime.device;

import io.atelier.engine.cuda.CudaFacts;
import io.atelier.engine.cuda.Diagnosis;
import io.atelier.engine.cuda.Failure;
import io.atelier.engine.cuda.Machine;
import io.atelier.engine.cuda.Preload;
import io.atelier.engine.cuda.XlaSetup;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.tensorflow.LatinDigits;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The native library that does the computing. */
public final class NativeLibrary {
  private NativeLibrary() {}

  /** Once a process; where it fails, it fails again with the same error. */
  private static final class Once {
    static final Supplier<String> VERSION = version(Machine.current());

    private static Supplier<String> version(Machine machine) {
      try {
        String version = NativeJars.version(machine);
        return () -> version;
      } catch (IllegalStateException e) {
        return () -> {
          throw e;
        };
      }
    }
  }

  /** {@return TensorFlow's version, as {@code 2.18.0}} */
  public static String version() {
    LatinDigits.ensure();
    Preload.once();
    XlaSetup.once();
    return Once.VERSION.get();
  }

  /**
   * Refuses what is certain not to work, before anything is loaded.
   *
   * @throws IllegalStateException if a GPU is wanted and none can be used, whatever TensorFlow
   *     finds, or if it is certain to be a CPU that cannot compute in the precision
   */
  public static void require(Execution execution) {
    Diagnosis diagnosis = Diagnosis.of(CudaFacts.atAGlance(Machine.current()));
    if (diagnosis.cause().certain()) {
      Devices.require(execution, diagnosis);
    }
    if (execution.device() == Execution.Device.CPU || diagnosis.cause().certain()) {
      CpuPrecision.requireHere(execution.precision());
    }
  }

  /**
   * Loads the library, and before it what it needs for GPUs, unless it was done. From then on this
   * JVM formats numbers with the digits 0 to 9, which TensorFlow's names of operations need.
   *
   * <p>TensorFlow looks for CUDA once, when it is loaded, and XLA reads its flags once: even a
   * program for the CPU must not load the library without them, or no later program of the process
   * finds a GPU. Code that uses TensorFlow itself beside Atelier calls this first.
   *
   * @throws IllegalStateException if no native library is on the class path, or one of another
   *     version than TensorFlow's Java classes; the message names the artifact to add
   */
  public static void load() {
    var unused = version();
  }

  /**
   * Loads the library as {@link #load()} does, and before it chooses which of XLA's runtimes for
   * the CPU this process uses: the one in which such models train faster. The first call decides,
   * since XLA reads its flags once; {@code --xla_cpu_use_thunk_runtime} in {@code XLA_FLAGS}
   * decides over it. Another runtime may round the last digits of a compiled step otherwise: call
   * it with the same model where results are to be the same to the bit.
   *
   * <pre>{@code
   * NativeLibrary.load(model);
   * Program program = Program.compile(model, training, train, validation);
   * }</pre>
   *
   * @param model that this process will train
   * @throws IllegalStateException as {@link #load()}
   */
  public static void load(Model model) {
    XlaRuntime.suit(model);
    load();
  }

  /** {@return what is known about this machine's GPUs, TensorFlow's answer included} */
  public static CudaFacts facts() {
    CudaFacts facts = CudaFacts.on(Machine.current());
    if (Diagnosis.of(facts).cause().certain()) {
      return facts;
    }
    List<Failure> failures = Preload.once();
    try {
      Devices.Answer answer = Devices.ask(Execution.AUTO);
      return facts.asked(!answer.gpuBytes().isEmpty(), failures, answer.refusal());
    } catch (IllegalStateException | LinkageError e) {
      return facts.asked(false, failures, Optional.of(String.valueOf(e.getMessage())));
    }
  }
}
