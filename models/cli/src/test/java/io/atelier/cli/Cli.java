package io.atelier.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;

/**
 * A command that was run inside this JVM.
 *
 * @param code exit code
 * @param out what it printed
 * @param err what it printed to standard error, what was logged there included
 */
public record Cli(int code, String out, String err) {

  /** {@return what {@code atelier} does with these arguments} */
  public static Cli run(Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream before = System.err;
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    System.setErr(stream);
    try {
      CommandLine line = Main.commandLine();
      line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
      line.setErr(new PrintWriter(stream, true, StandardCharsets.UTF_8));
      int code = line.execute(Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
      return new Cli(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(before);
    }
  }

  /** {@return this, which must have gone well} */
  public Cli good() {
    if (code != 0) {
      throw new AssertionError("exit code " + code + ": " + err);
    }
    return this;
  }
}
