package io.atelier.engine.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.data.ByteValues;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.MappedValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowingTest {
  /** Six bytes of inputs and eight of targets an example. */
  private static Examples examples(int count) {
    return new Examples(
        ByteValues.of(new byte[6 * count], count, 2, 3),
        FloatValues.of(new float[2 * count], count, 2));
  }

  @ParameterizedTest
  @CsvSource({
    "100, 10, 1400, 100", // all fit to the byte
    "100, 10, 1399, 40", // two windows of 49, which are four batches
    "100, 10, 1120, 40",
    "100, 10, 1119, 30",
    "100, 10, 280, 10", // one batch at a time
    "100, 200, 1400, 100", // a batch larger than the set
    "0, 10, 1, 0",
  })
  void takesAllExamplesOrAsManyBatchesAsFitTwice(int count, int batch, long memory, int rows) {
    assertThat(Windowing.of(examples(count), batch, memory, RowGathering.DIRECT))
        .isEqualTo(new Windowing(count, batch, rows));
  }

  @Test
  void countsTheWiderCopiesThatAGpuTakesRowsFrom() {
    // Six bytes, and as float16 twelve; the floats as they are.
    assertThat(Windowing.bytes(examples(100), RowGathering.WIDENED)).isEqualTo(2600);
    assertThat(Windowing.of(examples(100), 10, 2599, RowGathering.WIDENED).rows()).isEqualTo(40);
    assertThat(Windowing.of(examples(100), 10, 2600, RowGathering.WIDENED).rows()).isEqualTo(100);
    // Four bytes, and as int64 eight.
    Examples labels = new Examples(FloatValues.of(new float[5], 5, 1), IntValues.of(new int[5], 5));
    assertThat(Windowing.bytes(labels, RowGathering.WIDENED)).isEqualTo(5 * (4 + 4 + 8));
    assertThat(Windowing.bytes(labels, RowGathering.DIRECT)).isEqualTo(5 * (4 + 4));
  }

  @Test
  void asksForAFewBatchesOfAFileOnACpu(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("pixels"), new byte[600]);
    Examples inFile = new Examples(MappedValues.open(file, 0, 100, 2, 3), examples(100).targets());
    assertThat(Windowing.wantedBytes(inFile, 3, "CPU", RowGathering.DIRECT)).isEqualTo(16 * 3 * 14);
    assertThat(Windowing.wantedBytes(inFile, 30, "CPU", RowGathering.DIRECT)).isEqualTo(1400);
    assertThat(Windowing.wantedBytes(inFile, 3, "GPU", RowGathering.WIDENED)).isEqualTo(2600);
    assertThat(Windowing.wantedBytes(examples(100), 3, "CPU", RowGathering.DIRECT)).isEqualTo(1400);
  }

  @Test
  void rejectsMemoryForLessThanTwoBatches() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Windowing.of(examples(100), 10, 279, RowGathering.DIRECT))
        .withMessage(
            "memory needs at least 280 bytes for two batches of 10 examples, got 279; give more memory or smaller batches");
  }

  /** By hand; the last: how many windows, then size and full batches of the last, rest, its row. */
  @ParameterizedTest
  @CsvSource({
    "100, 10, 100, 1, 100, 10, 0, ",
    "103, 10, 103, 1, 103, 10, 3, 100",
    "103, 10, 40, 3, 23, 2, 3, 20",
    "103, 10, 50, 3, 3, 0, 3, 0", // the rest has a window of its own
    "100, 10, 50, 2, 50, 5, 0, ",
    "7, 10, 7, 1, 7, 0, 7, 0",
  })
  void cutsAnEpoch(
      int examples, int batch, int rows, int count, int size, int batches, int rest, Integer at) {
    Windowing windowing = new Windowing(examples, batch, rows);
    assertThat(windowing.count()).isEqualTo(count);
    assertThat(windowing.from(count - 1) + windowing.size(count - 1)).isEqualTo(examples);
    assertThat(windowing.size(count - 1)).isEqualTo(size);
    assertThat(windowing.batches(count - 1)).isEqualTo(batches);
    assertThat(windowing.rest()).isEqualTo(rest);
    for (int window = 0; window < count - 1; window++) {
      assertThat(windowing.size(window)).isEqualTo(rows);
      assertThat(windowing.batches(window) * batch).isEqualTo(rows);
    }
    if (rest > 0) {
      assertThat(windowing.restStart()).isEqualTo(at);
    }
  }

  @Test
  void noExamplesAreNoWindows() {
    assertThat(new Windowing(0, 10, 0).count()).isZero();
  }
}
