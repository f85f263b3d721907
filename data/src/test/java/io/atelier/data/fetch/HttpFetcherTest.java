package io.atelier.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.atelier.data.DataSetException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpFetcherTest {
  private static final String FIRST = "/data/" + TinySet.TRAIN_IMAGES + ".gz";
  private final List<String> progress = new ArrayList<>();
  private HttpServer server;
  private HttpFetcher fetcher;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    TinySet.contents()
        .forEach(
            (name, content) ->
                server.createContext("/data/" + name + ".gz", answer(TinySet.gzip(content))));
    server.start();
    var address = URI.create("http://127.0.0.1:%s/data/".formatted(server.getAddress().getPort()));
    fetcher = new HttpFetcher(address, ".gz", Duration.ofSeconds(3), Duration.ofMillis(300));
  }

  @AfterEach
  void stop() {
    server.stop(0);
    ((ExecutorService) server.getExecutor()).shutdownNow();
  }

  @Test
  void fetchesTheFilesUnpacked() throws IOException {
    Map<String, byte[]> contents = fetch();
    assertThat(contents.keySet()).containsExactlyElementsOf(TinySet.contents().keySet());
    TinySet.contents()
        .forEach((name, content) -> assertThat(contents.get(name)).isEqualTo(content));
    int size = TinySet.gzip(TinySet.contents().get(TinySet.TRAIN_IMAGES)).length;
    assertThat(progress).contains("train-images-idx3-ubyte.gz %s/%1$s".formatted(size));
  }

  @Test
  void saysThatAFileIsNotThere() {
    server.removeContext(FIRST);
    assertThatThrownBy(this::fetch)
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            "%strain-images-idx3-ubyte.gz needs to answer 200, got 404; try later"
                .formatted(fetcher.address()));
  }

  @Test
  void rejectsOtherContent() {
    replaceFirst(answer(TinySet.gzip(new byte[76])));
    assertThatThrownBy(this::fetch)
        .isInstanceOf(DataSetException.class)
        .hasMessageContaining("train-images-idx3-ubyte.gz needs content of SHA-256 ");
    replaceFirst(answer("<html>sign in first</html>".getBytes(StandardCharsets.US_ASCII)));
    assertThatThrownBy(this::fetch).hasMessageContaining("needs 76 bytes of content, got 26;");
  }

  @Test
  void readsNoMoreOfABombThanTheFileShouldHave() {
    replaceFirst(answer(TinySet.gzip(new byte[50_000_000])));
    assertThatThrownBy(this::fetch).hasMessageContaining("needs 76 bytes of content, got more;");
  }

  @Test
  void givesUpOnABodyThatIsCutShort() {
    byte[] packed = TinySet.gzip(TinySet.contents().get(TinySet.TRAIN_IMAGES));
    replaceFirst(
        exchange -> {
          exchange.sendResponseHeaders(200, packed.length);
          exchange.getResponseBody().write(packed, 0, 20);
          exchange.close();
        });
    assertThatThrownBy(this::fetch).isInstanceOf(IOException.class);
  }

  @Test
  void givesUpOnAServerThatFallsSilentWithinABody() {
    replaceFirst(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(new byte[] {0x1F, (byte) 0x8B});
          exchange.getResponseBody().flush();
          try {
            Thread.sleep(5_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertThatThrownBy(this::fetch).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void endsABodyWithoutEnd() {
    replaceFirst(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          // A gzip header with a file name that never ends.
          exchange.getResponseBody().write(new byte[] {0x1F, (byte) 0x8B, 8, 8, 0, 0, 0, 0, 0, 0});
          byte[] name = new byte[1 << 12];
          Arrays.fill(name, (byte) 'a');
          for (int i = 0; i < 1_000; i++) {
            exchange.getResponseBody().write(name);
          }
          exchange.close();
        });
    assertThatThrownBy(this::fetch)
        .isInstanceOf(DataSetException.class)
        .hasMessage("train-images-idx3-ubyte.gz needs at most 65612 bytes, got more; try later");
  }

  @Test
  void saysThatNobodyListens() {
    server.stop(0);
    assertThatThrownBy(this::fetch).isInstanceOf(ConnectException.class);
  }

  @Test
  void letsTwoFetchIntoOneCacheAtOnce(@TempDir Path cache) throws Exception {
    var sources = new Sources("Tiny", TinySet.files(), cache, List.of(), List.of(fetcher));
    var threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 5; round++) {
        Callable<Lookup.Found> load =
            () -> new Lookup(sources, TinySet.SILENT).find(Optional.empty(), Map.of());
        for (var loaded : threads.invokeAll(List.of(load, load, load, load))) {
          assertThat(loaded.get().contents()).hasSize(4);
        }
        try (var files = Files.list(cache)) {
          List<Path> all = files.toList();
          assertThat(all).hasSize(4);
          for (Path file : all) {
            Files.delete(file);
          }
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Map<String, byte[]> fetch() throws IOException {
    return fetcher.fetch(
        TinySet.files(),
        (what, bytes, total) -> progress.add("%s %s/%s".formatted(what, bytes, total)));
  }

  private void replaceFirst(HttpHandler handler) {
    server.removeContext(FIRST);
    server.createContext(FIRST, handler);
  }

  private static HttpHandler answer(byte[] content) {
    return (HttpExchange exchange) -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
      exchange.close();
    };
  }
}
