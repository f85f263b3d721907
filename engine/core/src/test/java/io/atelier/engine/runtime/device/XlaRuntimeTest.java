package io.atelier.engine.runtime.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.cuda.ProcessEnvironment;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Sequential;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.runtime.ChildJvm;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class XlaRuntimeTest {
  private static final String FIRST = "--xla_cpu_use_thunk_runtime=false";
  private static final Model DENSE = model(new Flatten(), new Dense(3, Activation.RELU));

  private static Model model(Layer... layers) {
    return Model.of("cnn-or-mlp", Input.bytes(8, 8, 1), layers);
  }

  @Test
  void networksWithoutConvolutionsHaveTheFirst() {
    assertThat(XlaRuntime.flags(DENSE, "")).contains(FIRST);
    assertThat(XlaRuntime.flags(DENSE, "--xla_dump_to=/tmp/x"))
        .contains(FIRST + " --xla_dump_to=/tmp/x");
  }

  @Test
  void thoseWithOneHaveTheSecondWhereverItStands() {
    Layer convolution = new Conv2D(2, 3, Activation.RELU);
    assertThat(XlaRuntime.flags(model(convolution), "")).isEmpty();
    assertThat(XlaRuntime.flags(model(new Flatten(), convolution.named("mlp")), "")).isEmpty();
    assertThat(XlaRuntime.flags(model(convolution.frozen().named("a")), "")).isEmpty();
    assertThat(XlaRuntime.flags(model(Sequential.of(Sequential.of(convolution))), "")).isEmpty();
  }

  @Test
  void theUsersWordStays() {
    assertThat(XlaRuntime.flags(DENSE, "--xla_cpu_use_thunk_runtime=true")).isEmpty();
    assertThat(XlaRuntime.flags(DENSE, FIRST)).isEmpty();
    assertThat(XlaRuntime.flags(DENSE, "/etc/xla-flags")).isEmpty();
  }

  /** Prints the flags that XLA will read. */
  static final class Loaded {
    public static void main(String[] args) {
      NativeLibrary.load(DENSE);
      System.out.println(ProcessEnvironment.get("XLA_FLAGS").orElse("none"));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theProcessIsToldBeforeTensorFlowIsLoaded() throws IOException, InterruptedException {
    assertThat(ChildJvm.lines(Loaded.class, Map.of("XLA_FLAGS", ""))).contains(FIRST);
    assertThat(ChildJvm.lines(Loaded.class, Map.of("XLA_FLAGS", "--xla_dump_hlo_as_text=false")))
        .contains(FIRST + " --xla_dump_hlo_as_text=false");
  }
}
