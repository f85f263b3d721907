package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.cli.option.MemorySize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where digits, decimal points or the letter i are written in another way. */
class LocaleTest {
  private static final Pattern OTHER_DIGIT = Pattern.compile("[\\p{Nd}&&[^0-9]]");

  /** Conversions whose digits follow the default locale; {@code %s} of a number does not. */
  private static final Pattern LOCALISED = Pattern.compile("%[-#+ 0,(]*\\d*(\\.\\d+)?[dfeEgG]");

  private static final String LITERAL = "\"(?:[^\"\\\\\n]++|\\\\.)*+\"[\\s+)]*+";
  private static final String TEXT_BLOCK = "\"\"\"(?s:.*?)\"\"\"\\s*+";

  /** What formats with the default locale, with its texts. */
  private static final Pattern CALL =
      Pattern.compile(
          "(?:TEXT_BLOCK|(?:LITERAL)+(?:\\.repeat\\([^;]*?\\)\\s*)?)\\.formatted\\("
                  .replace("TEXT_BLOCK", TEXT_BLOCK)
                  .replace("LITERAL", LITERAL)
              + "|(?:String\\.format|printf)\\((?!\\s*Locale\\.)[^;]*;");

  private final Locale before = Locale.getDefault();

  @TempDir Path folder;

  @AfterEach
  void asBefore() {
    Locale.setDefault(before);
  }

  @Test
  void persianDigitsReachNeitherNamesNorFilesNorLines() throws IOException {
    Locale.setDefault(Locale.forLanguageTag("fa-IR-u-nu-arabext"));
    assertThat("%d".formatted(5)).as("this locale has digits of its own").isEqualTo("\u06f5");
    Path run = folder.resolve("run");
    Cli trained =
        Cli.run(
                "train",
                "mlp-small-64",
                "--epochs=2",
                "--limit=200",
                "--dropout=0.2",
                "--timings",
                "--out",
                run)
            .good();
    Cli evaluated = Cli.run("evaluate", run).good();
    Cli predicted = Cli.run("predict", run, "--index", 7).good();
    Cli refused = Cli.run("predict", run, "--index", 10_000);
    for (Cli cli : List.of(trained, evaluated, predicted, refused)) {
      assertThat(cli.out() + cli.err()).doesNotContainPattern(OTHER_DIGIT);
    }
    for (String file : List.of("config.json", "history.csv", "report.json", "report.html")) {
      assertThat(Files.readString(run.resolve(file))).as(file).doesNotContainPattern(OTHER_DIGIT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "de-DE", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "th-u-nu-thai"})
  void settingsAndListsAreReadAndPrintedAlike(String tag) {
    Cli models = Cli.run("models");
    Object[] wrong = {"train", "cnn-small-32", "--initializer=GLOROT_uniform", "--epochs=0"};
    Cli refused = Cli.run(wrong);
    Locale.setDefault(Locale.forLanguageTag(tag));
    assertThat(Cli.run("models")).isEqualTo(models);
    assertThat(Cli.run(wrong)).isEqualTo(refused);
    assertThat(Cli.run("train", "--precision=MIXED_FLOAT16", "--epochs=0")).isEqualTo(refused);
    assertThat(new MemorySize().convert("1M")).isEqualTo(1 << 20);
  }

  /**
   * Names of operations, models and files are made of such texts, and a user's program calls us.
   */
  @Test
  void noTextTakesItsDigitsFromTheDefaultLocale() throws IOException {
    Map<Path, List<String>> found = new TreeMap<>();
    for (Map.Entry<Path, String> source : Sources.of(BuiltProject.MODULES).entrySet()) {
      List<String> localised = localised(source.getValue());
      if (!localised.isEmpty()) {
        found.put(source.getKey(), localised);
      }
    }
    assertThat(found).as("use %%s, or String.format(Locale.ROOT, ...)").isEmpty();
  }

  private static List<String> localised(String source) {
    return CALL.matcher(source)
        .results()
        .flatMap(call -> LOCALISED.matcher(call.group()).results())
        .map(MatchResult::group)
        .toList();
  }
}
