package io.atelier.lab.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.cli.RealData;
import io.atelier.lab.config.ExecutionConfig;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker says of trials that it does not come to train. */
class SearchWorkerTest {
  private static final String SPACE =
      """
      {"network": "mlp", "trials": 1, "patience": 1, "dimensions": {
        "batch_size": [64], "dropout": [0], "hidden_layers": [1], "activation": ["relu"],
        "units": ["%s"], "learning_rate": [%s]}}
      """;

  @TempDir Path folder;

  @Test
  void aSettingThatCannotBeTrainedIsTheTrialsFault() throws Exception {
    assertThat(answers("fünf"))
        .containsExactly(
            "{\"kind\":\"begun\",\"result\":null,\"reason\":null}",
            "{\"kind\":\"failed\",\"result\":null,\"reason\":\"model.config.layers[2].config.units:"
                + " it needs a whole number below 2^31, got \\\"fünf\\\"; give one\"}");
  }

  @Test
  void aFileThatCannotBeWrittenIsNoTrialsFault() throws Exception {
    Path file = Files.createFile(folder.resolve("trials"));
    assertThat(answers("8"))
        .containsExactly(
            "{\"kind\":\"begun\",\"result\":null,\"reason\":null}",
            "{\"kind\":\"unable\",\"result\":null,\"reason\":\"FileAlreadyExistsException: "
                + file
                + "\"}");
  }

  /** Another process would come to the same end. */
  @Test
  void aTrialThatDivergesHasFailedAndSaysSo() throws Exception {
    List<String> said = answers("8", "1e30", new Request(1, 0), RealData.loaded());
    assertThat(said).hasSize(2);
    assertThat(said.get(1))
        .startsWith("{\"kind\":\"failed\",\"result\":null,\"reason\":\"")
        .contains(" diverged: ", "train again with a smaller --learning-rate");
  }

  private List<String> answers(String units) throws IOException, InterruptedException {
    return answers(units, "0.01", new Request(1, 1), RealData.loaded());
  }

  /** {@return what is said to one request, read as UTF-8} */
  private List<String> answers(String units, String rate, Request asked, LoadedData data)
      throws IOException, InterruptedException {
    Space space = Json.MAPPER.readValue(SPACE.formatted(units, rate), Space.class);
    SearchSettings settings =
        new SearchSettings(
            space, SearchSettings.Method.GRID, 1, 0, 1, 1, 640, ExecutionConfig.Device.CPU, 1, 0);
    SearchWorker worker =
        new SearchWorker(settings, new Trials(new SearchFolder(folder), settings, data));
    InputStream request =
        new ByteArrayInputStream(Worker.line(asked).getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Thread thread = new Thread(() -> answer(worker, request, said));
    thread.start();
    while (said.toString(StandardCharsets.UTF_8).lines().count() < 2 && thread.isAlive()) {
      Thread.sleep(10);
    }
    thread.interrupt();
    thread.join();
    return said.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static void answer(SearchWorker worker, InputStream request, ByteArrayOutputStream said) {
    try {
      worker.answer(new SequenceInputStream(request, new Endless()), said);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for ever: at its end a worker ends its JVM. */
  private static final class Endless extends InputStream {
    @Override
    public int read() throws IOException {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return read();
    }
  }
}
