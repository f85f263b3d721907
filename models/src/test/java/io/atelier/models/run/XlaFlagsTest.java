package io.atelier.models.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class XlaFlagsTest {
  private static final String FIRST = "--xla_cpu_use_thunk_runtime=false";

  @Test
  void anMlpTakesTheFirstRuntimeOnce() {
    assertThat(XlaFlags.of("mlp-small-64", null)).isEqualTo(FIRST);
    assertThat(XlaFlags.of("mlp-small-64", FIRST)).isEqualTo(FIRST);
    assertThat(XlaFlags.of("mlp-small-64", "--other=1")).isEqualTo(FIRST + " --other=1");
  }

  @Test
  void aNetworkWithConvolutionsDoesNotInheritIt() {
    assertThat(XlaFlags.of("cnn-small-32", FIRST + " --other=1")).isEqualTo("--other=1");
    assertThat(XlaFlags.of("cnn-small-32", null)).isEmpty();
  }
}
