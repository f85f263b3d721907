package io.atelier.models.search;

import com.fasterxml.jackson.core.JsonProcessingException;
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

  /**
   * {@return its last answer to a request: that it has begun if it ended then; empty if it ended
   * before}
   *
   * @throws IOException if it said something else; it is ended then
   */
  Optional<Answer> answer(Request request) throws IOException {
    Optional<Answer> begun = said(line(request));
    return begun.isEmpty() ? begun : said("").or(() -> begun);
  }

  /** {@return its next answer, after some text; empty if it ended} */
  private Optional<Answer> said(String text) throws IOException {
    String answer = "";
    try {
      out.write(text);
      out.flush();
      answer = in.readLine();
      return answer == null
          ? Optional.empty()
          : Optional.of(Json.MAPPER.readValue(answer, Answer.class));
    } catch (JsonProcessingException e) {
      end();
      throw new IOException(
          "a worker needs to answer as one does, got '%s'; nothing else may write to its output"
              .formatted(answer),
          e);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** {@return an answer or a request in one line, with its end} */
  static String line(Object said) throws IOException {
    return Json.line(said) + "\n";
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
