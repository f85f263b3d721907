package io.atelier.lab.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.atelier.lab.json.Json;
import io.atelier.lab.process.ChildCommand;
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
  static Worker start(List<String> command, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process process = ChildCommand.start(builder);
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
  Optional<Reply> answer(Request request) throws IOException {
    Optional<Reply> begun = said(line(request));
    if (begun.isEmpty()) {
      return begun;
    }
    Optional<Reply> end = said("");
    boolean whole = begun.get().equals(Reply.BEGUN) && !end.equals(begun);
    if (!whole || end.map(answer -> !answer.answers(request)).orElse(false)) {
      throw garbled(end.or(() -> begun).map(Object::toString).orElseThrow(), null);
    }
    return end.or(() -> begun);
  }

  /** Ends it; {@return what to say of it} */
  private IOException garbled(String answer, Exception cause) {
    end();
    return new IOException(
        "a worker needs to answer as one does, got '%s'; nothing else may write to its output"
            .formatted(answer),
        cause);
  }

  /** {@return its next answer, after some text; empty if it ended} */
  private Optional<Reply> said(String text) throws IOException {
    String answer;
    try {
      out.write(text);
      out.flush();
      answer = in.readLine();
    } catch (IOException e) {
      return Optional.empty();
    }
    return answer == null ? Optional.empty() : Optional.of(read(answer));
  }

  private Reply read(String answer) throws IOException {
    try {
      Reply read = Json.MAPPER.readValue(answer, Reply.class);
      if (read == null || read.kind() == null) {
        throw garbled(answer, null);
      }
      return read;
    } catch (JsonProcessingException e) {
      throw garbled(answer, e);
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
