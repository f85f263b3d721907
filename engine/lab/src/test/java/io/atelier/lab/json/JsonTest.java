package io.atelier.lab.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aNumberThatIsNotFiniteIsNotWrittenAsAText(double wrong) {
    Path file = folder.resolve("file.json");
    for (Object value :
        List.of(wrong, (float) wrong, List.of(Map.of("a", 1.5), Map.of("a", List.of(1, wrong))))) {
      assertThatThrownBy(() -> Json.write(file, Map.of("test", value)))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file + " needs finite numbers, got " + wrong + " for test");
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void finiteNumbersAreWritten() throws IOException {
    Path file = folder.resolve("file.json");
    Json.write(file, Map.of("a", List.of(1, 2.5, Double.MAX_VALUE)));
    assertThat(Files.readString(file)).contains("2.5", "1.7976931348623157E308");
  }
}
