package io.atelier.engine.runtime.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.runtime.ChildJvm;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NativeLibraryTest {
  private static final Pattern BEGUN = Pattern.compile("Initializing '([\\w/$]+)'");

  /**
   * TensorFlow looks for CUDA once a process, so a call for the CPU that comes first must not load
   * it before CUDA's libraries. The JVM's own log tells the order.
   */
  @ParameterizedTest
  @EnumSource(FirstCall.class)
  void cudaIsPreloadedBeforeTensorFlowWhateverComesFirst(FirstCall call)
      throws IOException, InterruptedException {
    List<String> begun =
        ChildJvm.lines(
                FirstCall.class,
                Map.of(),
                "-Dcall=" + call,
                "-Duser.language=fa", // digits of its own, with which no operation can be named
                "-Duser.country=IR",
                "-Xlog:class+init=info:stdout:none")
            .stream()
            .map(BEGUN::matcher)
            .filter(Matcher::find)
            .map(matcher -> matcher.group(1))
            .filter(name -> name.matches("org/tensorflow/(TensorFlow|internal/c_api/.*)|.*\\$Once"))
            .toList();

    assertThat(begun).anyMatch(name -> name.startsWith("org/tensorflow/internal/c_api/"));
    assertThat(Stream.of("Preload$Once", "XlaSetup$Once").map("io/atelier/engine/cuda/"::concat))
        .hasSameElementsAs(begun.subList(0, 2));
  }
}
