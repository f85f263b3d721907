package io.atelier.lab.search;

import io.atelier.engine.search.Trial;
import io.atelier.lab.json.Json;
import io.atelier.lab.process.ErrorLine;
import io.atelier.lab.run.DivergedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The worker's side of {@link Workers}.
 *
 * @param settings of the search
 * @param trials train
 */
public record SearchWorker(SearchSettings settings, Trials trials) {

  /**
   * Answers requests until there are no more. A thread of its own reads them: whoever asks may be
   * killed at any time, and the JVM that trains for nobody must end then, before another is asked
   * to train the same.
   *
   * @throws IOException if a request cannot be read
   */
  public void answer(InputStream requests, OutputStream answers) throws IOException {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(requests, lines), "requests");
    reader.setDaemon(true);
    reader.start();
    try {
      while (true) {
        Request request = Json.MAPPER.readValue(lines.take(), Request.class);
        say(Reply.BEGUN, answers);
        say(answer(request), answers);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void say(Reply answer, OutputStream answers) throws IOException {
    answers.write(Worker.line(answer).getBytes(StandardCharsets.UTF_8));
    answers.flush();
  }

  private static void read(InputStream requests, BlockingQueue<String> lines) {
    try {
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(requests, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Runtime.getRuntime().halt(0);
    }
  }

  private Reply answer(Request request) {
    try {
      Trial trial = settings.trial(request.trial());
      if (request.epochs() == 0) {
        trials.finish(trial);
        return Reply.done(null);
      }
      return Reply.done(trials.run(trial, request.epochs()).orElseThrow());
    } catch (IOException e) {
      return Reply.unable(ErrorLine.of(e));
    } catch (UncheckedIOException e) {
      return Reply.unable(ErrorLine.of(e.getCause()));
    } catch (IllegalArgumentException | DivergedException e) {
      return Reply.failed(ErrorLine.of(e));
    } catch (RuntimeException e) {
      return Reply.broken(ErrorLine.of(e));
    }
  }
}
