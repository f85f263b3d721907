package io.atelier.engine.runtime.epoch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tensorflow.exceptions.TFUnimplementedException;

/**
 * That XLA cannot compile a training step.
 *
 * @param what it cannot compile: the operation, and where it is in the model
 */
record XlaRefusal(String what) {
  /** {@code Where (No registered 'Where' OpKernel for XLA_CPU_JIT … {{node layer/Where}}) …}. */
  private static final Pattern LACKING =
      Pattern.compile("No registered '(\\w+)' OpKernel for XLA_[^{]*(?:\\{\\{node ([^}]*)}})?");

  private static final Pattern OPERATION =
      Pattern.compile("(?:with op (\\w+)|\\{\\{node ([^}]*)}})");

  /**
   * {@return what XLA refused; empty if a step failed for another reason}
   *
   * @param e TensorFlow's, which has no class of its own for it: an invalid argument is an {@link
   *     IllegalArgumentException}
   */
  static Optional<XlaRefusal> of(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    Matcher lacking = LACKING.matcher(message);
    if (lacking.find()) {
      String place = lacking.group(2) == null ? "" : " (" + lacking.group(2) + ")";
      return Optional.of(new XlaRefusal(lacking.group(1) + place));
    }
    if (!message.contains("tf2xla conversion failed")
        && !message.contains("XLA compilation")
        && !(e instanceof TFUnimplementedException)) {
      return Optional.empty();
    }
    Matcher operation = OPERATION.matcher(message);
    String first = message.lines().findFirst().orElse("");
    return Optional.of(
        new XlaRefusal(
            operation.find()
                ? (operation.group(1) == null ? operation.group(2) : operation.group(1))
                    + ": "
                    + first
                : first));
  }
}
