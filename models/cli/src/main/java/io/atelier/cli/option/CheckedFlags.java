package io.atelier.cli.option;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Turns what is wrong with a command's flags into the error that ends it with exit code 2. */
public final class CheckedFlags {
  private CheckedFlags() {}

  /** Makes something of the flags. */
  @FunctionalInterface
  public interface Reading<T> {
    /**
     * {@return what was made}
     *
     * @throws IllegalArgumentException if a flag or a setting is wrong
     */
    T read() throws IOException;
  }

  /**
   * {@return what the flags of a command make}
   *
   * @throws ParameterException if a flag or a setting is wrong, with the message of the reading
   */
  public static <T> T of(CommandSpec command, Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  /**
   * Requires what flags must meet.
   *
   * @throws ParameterException if they do not, with the message of the rule
   */
  public static void require(CommandSpec command, Runnable rule) {
    try {
      rule.run();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
