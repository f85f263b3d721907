package io.atelier.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.DataSetException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a shell script in the place of {@code apt-get}. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class AptFetcherTest {
  private final List<String> progress = new ArrayList<>();
  @TempDir Path root;
  private Path temporary;

  @BeforeEach
  void makeThePackage() throws IOException {
    temporary = Files.createDirectory(root.resolve("temporary"));
    TestDeb.write(root.resolve("dataset-fashion-mnist_1_all.deb"), TestDeb.entries());
  }

  @AfterEach
  void leavesNothingBehind() {
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void takesTheFilesOutOfTheDownloadedPackage() throws IOException {
    Map<String, byte[]> contents =
        fetch(
            """
        echo "$@" >> %1$s/calls
        case "$*" in
          *--print-uris*) echo "'http://x/d_1_all.deb' d_1_all.deb 4711 SHA256:00" ;;
          *download*) head -c 300 %1$s/*.deb > d_1_all.deb; sleep 0.5; cp %1$s/*.deb d_1_all.deb ;;
        esac
        """);
    TinySet.contents()
        .forEach((name, content) -> assertThat(contents.get(name)).isEqualTo(content));
    long size = Files.size(root.resolve("dataset-fashion-mnist_1_all.deb"));
    assertThat(progress)
        .contains("dataset-fashion-mnist 300/4711")
        .endsWith("dataset-fashion-mnist %s/4711".formatted(size));
    List<String> calls = Files.readAllLines(root.resolve("calls"));
    assertThat(calls).hasSize(3);
    assertThat(calls.get(0)).endsWith(" update");
    assertThat(calls.get(1)).endsWith(" download --print-uris dataset-fashion-mnist");
    assertThat(calls.get(2)).endsWith(" download dataset-fashion-mnist");
    assertThat(calls)
        .allSatisfy(
            call ->
                assertThat(call)
                    .matches("(-oDir::\\S+=" + temporary + "\\S+ ){4}(-o(Debug|A)\\S+ ){3}.*"));
  }

  @Test
  void doesWithoutTheSize() throws IOException {
    fetch(
        """
        case "$*" in
          *--print-uris*) echo nothing ;;
          *download*) cp %1$s/*.deb . ;;
        esac
        """);
    assertThat(progress).last().asString().endsWith("/-1");
  }

  @Test
  void saysWhatAptComplainsOf() {
    assertThatThrownBy(
            () ->
                fetch(
                    """
        case "$*" in
          *update*) echo "W: Failed to fetch http://deb.example/InRelease  Could not resolve" >&2 ;;
          *) echo "E: Unable to locate package dataset-fashion-mnist" >&2; exit 100 ;;
        esac
        """))
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            "apt-get download --print-uris dataset-fashion-mnist needs to succeed, got exit code 100"
                + " (W: Failed to fetch http://deb.example/InRelease  Could not resolve"
                + " / E: Unable to locate package dataset-fashion-mnist);"
                + " check its sources and the network");
  }

  @Test
  void endsAnAptThatDoesNotEnd() {
    long start = System.nanoTime();
    assertThatThrownBy(() -> fetch("exec sleep 60", Duration.ofSeconds(1)))
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            "apt-get update needs to end within 1 s, got no end; check its sources and the network");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void stopsWhenTheThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> fetch("exec sleep 60")).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void saysThatNoPackageCame() {
    assertThatThrownBy(() -> fetch("true"))
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            "Debian's package dataset-fashion-mnist needs one .deb file from apt-get, got 0;"
                + " download the files by hand");
  }

  private Map<String, byte[]> fetch(String script) throws IOException {
    return fetch(script, Duration.ofSeconds(60));
  }

  private Map<String, byte[]> fetch(String script, Duration timeout) throws IOException {
    Path apt = root.resolve("apt-get");
    Files.writeString(apt, "#!/bin/sh\n" + script.replace("%1$s", root.toString()));
    assertThat(apt.toFile().setExecutable(true)).isTrue();
    return new AptFetcher("dataset-fashion-mnist", apt, temporary, timeout)
        .fetch(
            TinySet.files(),
            (what, bytes, total) -> progress.add("%s %s/%s".formatted(what, bytes, total)));
  }
}
