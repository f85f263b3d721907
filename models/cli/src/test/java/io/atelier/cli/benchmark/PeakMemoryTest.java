package io.atelier.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PeakMemoryTest {
  @TempDir Path folder;

  @Test
  void isWhatLinuxSaysOfThePeakAndNotOfNow() throws IOException {
    Path status =
        Files.writeString(
            folder.resolve("status"),
            "Name:\tjava\nVmPeak:\t 9999999 kB\nVmHWM:\t    2140 kB\nVmRSS:\t     100 kB\n");
    assertThat(PeakMemory.bytes(status)).hasValue(2140 * 1024);
  }

  @Test
  void isUnknownOnOtherSystems() throws IOException {
    assertThat(PeakMemory.bytes(folder.resolve("missing"))).isEmpty();
    assertThat(PeakMemory.bytes(Files.createFile(folder.resolve("empty")))).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void ofThisProcessIsMoreThanItsArrays() {
    byte[] array = new byte[50_000_000];
    Arrays.fill(array, (byte) 1);
    assertThat(PeakMemory.bytes().orElseThrow()).isBetween((long) array.length, 100_000_000_000L);
  }
}
