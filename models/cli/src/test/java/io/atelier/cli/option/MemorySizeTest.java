package io.atelier.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class MemorySizeTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "1000000, 1000000", "3k, 3072", "512m, 536870912", "2G, 2147483648"})
  void readsBytesAndBinaryUnits(String text, long bytes) {
    assertThat(new MemorySize().convert(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "g", "1.5g", "2gb", "2 g", "9999999999g", "99999999999999999999"})
  void refusesWhatIsNoSize(String text) {
    assertThatThrownBy(() -> new MemorySize().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("expected a size such as 512m, 2g or 1000000 (bytes) but was '" + text + "'");
  }
}
