package io.atelier.models.search;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.atelier.models.run.Json;
import io.atelier.models.run.XlaFlags;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A JVM that answers requests.
 *
 * @param process the JVM
 * @param out its standard input
 * @param in its standard output
 */
record Worker(Process process, Writer out, BufferedReader in) {
  private static final ObjectWriter WRITER =
      Json.MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT);

  static Worker start(List<String> command, String xlaFlags, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put(XlaFlags.VARIABLE, xlaFlags);
    Process process = builder.start();
    return new Worker(
        process,
        process.outputWriter(StandardCharsets.UTF_8),
        process.inputReader(StandardCharsets.UTF_8));
  }

  /** {@return its answer; empty if it ended without one} */
  Optional<Answer> answer(Request request) {
    try {
      out.write(line(request));
      out.flush();
      String answer = in.readLine();
      return answer == null
          ? Optional.empty()
          : Optional.of(Json.MAPPER.readValue(answer, Answer.class));
    } catch (IOException e) {
      end();
      return Optional.empty();
    }
  }

  /** {@return an answer or a request in one line, with its end} */
  static String line(Object said) throws IOException {
    return WRITER.writeValueAsString(said) + "\n";
  }

  /** {@return its exit code} */
  int code() throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      end();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  void end() {
    process.destroyForcibly();
  }
}
