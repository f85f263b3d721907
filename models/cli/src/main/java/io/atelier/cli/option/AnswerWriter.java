package io.atelier.cli.option;

import io.atelier.lab.serving.Answer;
import io.atelier.lab.serving.AnswerText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes answers. Text and CSV are printed as the answers come; JSON, which is one array, and a
 * file are written at the end: {@code writer.add(some); writer.add(more); writer.end();}
 */
public final class AnswerWriter {
  private final AnswerText text;
  private final AnswerOptions.Format format;
  private final Optional<Path> out;
  private final PrintWriter printed;
  private final List<Answer> kept = new ArrayList<>();
  private boolean begun;

  AnswerWriter(
      AnswerText text, AnswerOptions.Format format, Optional<Path> out, PrintWriter printed) {
    this.text = text;
    this.format = format;
    this.out = out;
    this.printed = printed;
  }

  /** Takes the next answers. */
  public void add(List<Answer> answers) {
    if (out.isPresent() || format == AnswerOptions.Format.json) {
      kept.addAll(answers);
      return;
    }
    boolean more = begun && format == AnswerOptions.Format.csv;
    printed.print(more ? text.rows(answers) : written(answers));
    printed.flush();
    begun = true;
  }

  /**
   * Writes what was kept until all answers are there; nothing if there are none.
   *
   * @throws IOException if the file cannot be written
   */
  public void end() throws IOException {
    if (kept.isEmpty()) {
      return;
    }
    if (out.isPresent()) {
      OutFile.write(out.get(), written(kept).getBytes(StandardCharsets.UTF_8));
      printed.println("Answers: " + out.get());
    } else {
      printed.print(written(kept));
    }
    printed.flush();
  }

  private String written(List<Answer> answers) {
    return switch (format) {
      case text -> text.text(answers);
      case csv -> text.csv(answers);
      case json -> text.json(answers);
    };
  }
}
