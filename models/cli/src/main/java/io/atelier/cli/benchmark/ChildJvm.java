package io.atelier.cli.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.atelier.lab.json.Json;
import io.atelier.lab.process.ChildCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures cases in JVMs of their own, started as this one was. */
public final class ChildJvm {
  private final List<String> command;
  private Process child;
  private boolean ended;

  /**
   * @param main main class of a program that takes the name of a file with a case as its last
   *     argument and prints the measurement
   * @param arguments the arguments before
   */
  public ChildJvm(Class<?> main, List<String> arguments) {
    command = ChildCommand.of(main, arguments);
  }

  /**
   * {@return what a case takes; empty if it was ended before that}
   *
   * @throws IOException if the child fails; the message is the case and what the child said last
   */
  public Optional<Measurement> measure(BenchmarkCase asked) throws IOException {
    Path folder = Files.createTempDirectory("atelier-benchmark");
    Path question = folder.resolve("case");
    Path answer = folder.resolve("out");
    Path errors = folder.resolve("err");
    try {
      Json.MAPPER.writeValue(question.toFile(), asked);
      int code = run(question, answer, errors);
      if (ended() || ChildCommand.interrupted(code)) {
        return Optional.empty();
      }
      if (code != 0) {
        throw new IOException(asked + ": " + lastLine(errors, code));
      }
      return Optional.of(Json.MAPPER.readValue(answer.toFile(), Measurement.class));
    } catch (JsonProcessingException e) {
      throw new IOException(asked + ": its JVM printed something else than a measurement", e);
    } finally {
      for (Path path : List.of(question, answer, errors, folder)) {
        Files.deleteIfExists(path);
      }
    }
  }

  private int run(Path question, Path answer, Path errors) throws IOException {
    List<String> line = new ArrayList<>(command);
    line.add(question.toString());
    try {
      ProcessBuilder builder =
          new ProcessBuilder(line).redirectOutput(answer.toFile()).redirectError(errors.toFile());
      return start(builder).waitFor();
    } catch (InterruptedException e) {
      end();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private synchronized Process start(ProcessBuilder builder) throws IOException {
    child = ChildCommand.start(builder);
    if (ended) {
      child.destroyForcibly();
    }
    return child;
  }

  /** Ends the case that is being measured, and every later one. */
  public synchronized void end() {
    ended = true;
    if (child != null) {
      child.destroyForcibly();
    }
  }

  private synchronized boolean ended() {
    return ended;
  }

  private static String lastLine(Path errors, int code) throws IOException {
    String said = Files.readString(errors).strip();
    return said.isEmpty()
        ? "its JVM ended with exit code " + code
        : said.substring(said.lastIndexOf('\n') + 1).replaceFirst("^atelier: ", "");
  }
}
