package io.atelier.engine;

import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;

/** Evaluates a printed specification, as a user pasting it into a Java file would. */
public final class JShellSource {
  /** What the last evaluation gave; a shell hands out texts only. */
  public static Object value;

  private static final List<String> IMPORTS =
      List.of(
          "io.atelier.engine.constraint.*",
          "io.atelier.data.image.*",
          "io.atelier.engine.initializer.*",
          "io.atelier.engine.layer.*",
          "io.atelier.engine.layer.activation.*",
          "io.atelier.engine.layer.block.*",
          "io.atelier.engine.layer.augmentation.*",
          "io.atelier.engine.layer.convolution.*",
          "io.atelier.engine.layer.embedding.*",
          "io.atelier.engine.layer.normalization.*",
          "io.atelier.engine.layer.pooling.*",
          "io.atelier.engine.layer.preprocessing.*",
          "io.atelier.engine.layer.regularization.*",
          "io.atelier.engine.layer.reshaping.*",
          "io.atelier.engine.layer.Input.*",
          "io.atelier.engine.layer.Model.*",
          "io.atelier.engine.layer.merge.*",
          "io.atelier.engine.loss.*",
          "io.atelier.engine.metric.*",
          "io.atelier.engine.optimizer.*",
          "io.atelier.engine.regularizer.*",
          "io.atelier.engine.optimizer.wrapper.*",
          "io.atelier.engine.runtime.*",
          "io.atelier.engine.runtime.Execution.*",
          "io.atelier.engine.training.*",
          "java.util.*",
          "org.tensorflow.ndarray.Shape");

  private static final JShell SHELL = shell();

  private JShellSource() {}

  private static JShell shell() {
    // In this JVM, so that what it makes can be compared with what is here.
    JShell shell = JShell.builder().executionEngine("local").build();
    shell.addToClasspath(System.getProperty("java.class.path"));
    IMPORTS.forEach(name -> run(shell, "import " + name + ";"));
    return shell;
  }

  /** {@return the value of a Java expression} */
  public static synchronized Object evaluate(String expression) {
    value = null;
    run(SHELL, JShellSource.class.getName() + ".value = " + expression + ";");
    return value;
  }

  private static void run(JShell shell, String code) {
    for (SnippetEvent event : shell.eval(code)) {
      if (event.status() != Snippet.Status.VALID || event.exception() != null) {
        String why =
            shell.diagnostics(event.snippet()).map(d -> d.getMessage(null)).toList().toString();
        throw new AssertionError(code + " does not compile or run: " + why, event.exception());
      }
    }
  }
}
