package io.atelier.engine.runtime.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatinDigitsTest {
  private final Locale before = Locale.getDefault();
  private final Locale formats = Locale.getDefault(Locale.Category.FORMAT);

  @AfterEach
  void asBefore() {
    Locale.setDefault(before);
    Locale.setDefault(Locale.Category.FORMAT, formats);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fa-IR",
        "fa-IR-u-nu-arabext",
        "ar-EG-u-nu-arab",
        "hi-IN-u-nu-deva",
        "mr-IN",
        "my-MM",
        "th-TH-u-nu-thai"
      })
  void onlyTheDigitsChange(String tag) {
    Locale.setDefault(Locale.forLanguageTag(tag));
    assertThat("%d".formatted(10)).isNotEqualTo("10");
    LatinDigits.ensure();
    assertThat("%d".formatted(10)).isEqualTo("10");
    Locale now = Locale.getDefault(Locale.Category.FORMAT);
    assertThat(now.getLanguage() + now.getCountry())
        .isEqualTo(Locale.getDefault().getLanguage() + Locale.getDefault().getCountry());
    assertThat(Locale.getDefault(Locale.Category.DISPLAY)).isEqualTo(Locale.forLanguageTag(tag));
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "tr-TR", "en-US", "und"})
  void otherLocalesStayAsTheyAre(String tag) {
    Locale.setDefault(Locale.forLanguageTag(tag));
    LatinDigits.ensure();
    assertThat(Locale.getDefault(Locale.Category.FORMAT)).isEqualTo(Locale.forLanguageTag(tag));
  }

  @Test
  void theOldLocalesWithThaiDigitsChangeToo() {
    Locale.setDefault(new Locale("th", "TH", "TH"));
    LatinDigits.ensure();
    assertThat("%d".formatted(10)).isEqualTo("10");
  }
}
