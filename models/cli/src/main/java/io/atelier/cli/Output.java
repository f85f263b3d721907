package io.atelier.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;

/**
 * Standard output that remembers what kept it from being written: a {@link PrintStream} says
 * nothing, and a command would end as if all had gone well.
 */
final class Output extends OutputStream {
  /** What a shell makes of a program that a closed pipe ended: 128 + SIGPIPE. */
  static final int PIPE_CLOSED = 141;

  private final OutputStream target;
  private volatile IOException failure;

  Output(OutputStream target) {
    this.target = target;
  }

  /** {@return the process' standard output, which {@code System.out} writes to from now on} */
  static Output standard() {
    Output output = new Output(new FileOutputStream(FileDescriptor.out));
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    return output;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    try {
      target.write(bytes, from, count);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    target.flush();
  }

  /**
   * {@return the exit code of a command that has printed all it had to}
   *
   * <p>Whoever closes a pipe has read enough: that ends as quietly as with other programs. All else
   * that was not written is reported.
   *
   * @param code the command's own
   * @param err where to report
   */
  int exitCode(int code, PrintStream err) {
    Optional<String> reason = Optional.ofNullable(failure).map(e -> String.valueOf(e.getMessage()));
    if (reason.isEmpty()) {
      return code;
    }
    if (reason.get().toLowerCase(Locale.ROOT).contains("broken pipe")) {
      return code == CommandLine.ExitCode.OK ? PIPE_CLOSED : code;
    }
    err.println(
        "atelier: standard output cannot be written: "
            + reason.get()
            + "; what was printed is incomplete, send it elsewhere");
    return CommandLine.ExitCode.SOFTWARE;
  }
}
