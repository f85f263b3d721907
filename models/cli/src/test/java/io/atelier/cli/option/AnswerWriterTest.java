package io.atelier.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.lab.serving.Answer;
import io.atelier.lab.serving.AnswerText;
import io.atelier.lab.serving.OutputForm;
import io.atelier.lab.task.Task;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerWriterTest {
  private static final OutputForm NUMBER = OutputForm.of(new Task.Numbers(List.of()), false);

  @TempDir Path folder;

  private final StringWriter printed = new StringWriter();

  private AnswerWriter writer(AnswerOptions.Format format, Optional<Path> out) {
    return new AnswerWriter(new AnswerText(NUMBER, "price"), format, out, new PrintWriter(printed));
  }

  private static List<Answer> answer(String input, float value) {
    return List.of(Answer.of(input, NUMBER, new float[] {value}, 1));
  }

  @Test
  void textAndCsvArePrintedAsTheAnswersCome() throws IOException {
    AnswerWriter csv = writer(AnswerOptions.Format.csv, Optional.empty());
    csv.add(answer("a", 1));
    assertThat(printed.toString()).isEqualTo("input,price\na,1.0\n");
    csv.add(answer("b", 2));
    csv.end();
    assertThat(printed.toString()).isEqualTo("input,price\na,1.0\nb,2.0\n");
    AnswerWriter text = writer(AnswerOptions.Format.text, Optional.empty());
    text.add(answer("c", 3));
    assertThat(printed.toString()).endsWith("c: 3.0" + System.lineSeparator());
  }

  @Test
  void jsonAndFilesAreWrittenWhole() throws IOException {
    AnswerWriter json = writer(AnswerOptions.Format.json, Optional.empty());
    json.add(answer("a", 1));
    json.add(answer("b", 2));
    assertThat(printed.toString()).isEmpty();
    json.end();
    assertThat(printed.toString()).startsWith("[").contains("\"a\"", "\"b\"").endsWith("]\n");
    Path out = folder.resolve("out.csv");
    AnswerWriter file = writer(AnswerOptions.Format.csv, Optional.of(out));
    file.add(answer("a", 1));
    file.add(answer("b", 2));
    assertThat(out).doesNotExist();
    file.end();
    assertThat(Files.readString(out)).isEqualTo("input,price\na,1.0\nb,2.0\n");
  }
}
