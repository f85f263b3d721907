package io.atelier.engine.runtime.tensorflow;

import java.util.List;
import java.util.stream.Collectors;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TensorFlowException;

/** What TensorFlow says is wrong, told apart where it has one kind of error for several. */
public final class Reason {
  /**
   * What the system says of a disk or of a process' files; TensorFlow calls all of it exhausted.
   */
  private static final List<String> FILES =
      List.of("No space left on device", "Disk quota exceeded", "Too many open files");

  private Reason() {}

  /** {@return the reason in one line, without the place in the graph and hints on other causes} */
  public static String of(TensorFlowException e) {
    return String.valueOf(e.getMessage())
        .lines()
        .filter(line -> !line.contains("[[{{node ") && !line.startsWith("Hint: "))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** {@return whether memory ran out, and not room for files} */
  public static boolean memory(TensorFlowException e) {
    return e instanceof TFResourceExhaustedException
        && FILES.stream().noneMatch(String.valueOf(e.getMessage())::contains);
  }

  /** {@return whether a checkpoint can be read, but a name is not in it} */
  public static boolean otherNames(TensorFlowException e) {
    return String.valueOf(e.getMessage()).contains("not found in checkpoint");
  }
}
