package io.atelier.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.Test;

/** The README's Java compiles as it stands; {@code DesignExampleTest} shows what it does. */
class ReadmeTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void theExampleCompiles() throws IOException {
    String example = blocks().get(0);
    compiles(
        "void example(Examples train, Examples validation, Examples test, Values images)"
            + " throws Exception {\n"
            + example
            + "}");
  }

  @Test
  void theLayerCompiles() throws IOException {
    compiles(blocks().get(1).replaceFirst("public record", "record"));
  }

  private static List<String> blocks() throws IOException {
    return JAVA.matcher(Files.readString(Path.of("../../README.md")))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }

  private static void compiles(String code) {
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      shell.addToClasspath(System.getProperty("java.class.path"));
      Stream.of(
              "io.atelier.data.*",
              "io.atelier.engine.*",
              "io.atelier.engine.initializer.*",
              "io.atelier.engine.layer.*",
              "io.atelier.engine.layer.convolution.*",
              "io.atelier.engine.layer.pooling.*",
              "io.atelier.engine.layer.preprocessing.*",
              "io.atelier.engine.optimizer.*",
              "io.atelier.engine.runtime.*",
              "io.atelier.engine.training.*",
              "java.nio.file.*",
              "java.util.*",
              "org.tensorflow.*",
              "org.tensorflow.ndarray.Shape",
              "org.tensorflow.types.*",
              "static io.atelier.engine.layer.Activation.*")
          .forEach(name -> shell.eval("import " + name + ";"));
      List<SnippetEvent> events = shell.eval(code);
      assertThat(events).hasSize(1);
      assertThat(events.get(0).status())
          .as(
              () ->
                  shell
                      .diagnostics(events.get(0).snippet())
                      .map(d -> d.getMessage(null))
                      .toList()
                      .toString())
          .isEqualTo(Snippet.Status.VALID);
    }
  }
}
