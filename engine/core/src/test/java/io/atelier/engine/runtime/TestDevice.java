package io.atelier.engine.runtime;

import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.runtime.device.Devices;
import io.atelier.engine.runtime.device.NativeLibrary;
import io.atelier.engine.runtime.device.Tf32;
import java.util.Locale;
import org.tensorflow.proto.ConfigProto;

/**
 * What conformance is tested on: the CPU, or what the system property {@code atelier.test.device}
 * names, {@code cpu} or {@code gpu}.
 */
public final class TestDevice {
  private static final Device DEVICE =
      Device.valueOf(System.getProperty("atelier.test.device", "cpu").toUpperCase(Locale.ROOT));

  private TestDevice() {}

  /** {@return an execution on the device; with {@code gpu} and none there, a program refuses} */
  public static Execution execution(Compilation compilation) {
    return new Execution(DEVICE, 0, compilation);
  }

  /** {@return the settings of a session on the device} */
  static ConfigProto config() {
    return Chosen.CONFIG;
  }

  /**
   * {@return how much a value may differ that is exact on a CPU, relatively: a GPU computes
   * divisions, roots and exponentials its own way, to the last two bits of a float}
   */
  static double exactness() {
    return DEVICE == Device.CPU ? 0 : Math.scalb(1.0, -22);
  }

  /** Found out once; fails if the device is not there. */
  private static final class Chosen {
    static final ConfigProto CONFIG = config();

    private static ConfigProto config() {
      Execution execution = execution(Compilation.AUTO);
      NativeLibrary.require(execution);
      NativeLibrary.load();
      String name = Devices.choose(execution).name();
      if (name.equals("GPU")) {
        Tf32.allow(false);
      }
      return Devices.config(name, execution);
    }
  }
}
