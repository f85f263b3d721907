package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "ANSI_X3.4-1968, /home/K??hn",
    "ANSI_X3.4-1968, /home/K\uFFFD\uFFFDhn",
    "UTF-8, /home/K\uFFFDhn",
  })
  void refusesWhatItCouldNotRead(String encoding, String word) {
    assertThat(Words.unreadable(encoding, "/", "train", "--out", word))
        .hasValueSatisfying(
            reason -> assertThat(reason).contains("'" + word + "'").contains(encoding));
    assertThat(Words.unreadable(encoding, word, "train")).isPresent();
  }

  @Test
  void takesWhatItCouldRead() {
    assertThat(Words.unreadable("UTF-8", "/home/Kühn", "--out", "what?", "модель")).isEmpty();
    assertThat(Words.unreadable("ISO-8859-1", "/home/Kühn", "--out", "what?")).isEmpty();
    assertThat(Words.unreadable("ANSI_X3.4-1968", "/home/me", "--out", "run")).isEmpty();
  }
}
