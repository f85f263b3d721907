package io.atelier.engine.runtime.device;

import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.runtime.ModelSummary;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Sets;
import java.util.Optional;

/** A program for a JVM of its own: its first use of TensorFlow is one of several, for the CPU. */
enum FirstCall {
  PROGRAM {
    @Override
    void make() {
      Program.compile(Sets.mlp(), Sets.training(), Optional.empty(), Optional.empty(), CPU).close();
    }
  },
  SUMMARY {
    @Override
    void make() {
      ModelSummary.of(Sets.mlp());
    }
  },
  MATMUL_RATE {
    @Override
    void make() {
      MatmulRate.measure(CPU);
    }
  },
  DEVICES {
    @Override
    void make() {
      Devices.list(Devices.config("CPU", 1));
    }
  },
  VERSION {
    @Override
    void make() {
      NativeLibrary.version();
    }
  };

  private static final Execution CPU = new Execution(Device.CPU, 0, Compilation.AUTO);

  abstract void make();

  /**
   * Makes the call.
   *
   * @param arguments none; the system property {@code call} names it
   */
  public static void main(String[] arguments) {
    valueOf(System.getProperty("call")).make();
  }
}
