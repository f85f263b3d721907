package io.atelier.lab.serving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.lab.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.text.StringEscapeUtils;

/**
 * Answers as text, CSV or JSON.
 *
 * @param form what they mean
 * @param number what a number that is answered is called
 */
public record AnswerText(OutputForm form, String number) {
  private static final String PROBABILITY = "probability";
  private static final String PREDICTED = "class";

  /** {@return a line for each input, and under it the classes or labels with probabilities} */
  public String text(List<Answer> answers) {
    StringBuilder text = new StringBuilder();
    for (Answer answer : answers) {
      text.append(answer.input()).append(": ").append(gist(answer)).append(System.lineSeparator());
      for (Answer.Choice choice : answer.choices()) {
        text.append(
            String.format(Locale.ROOT, "  %-12s %.6f%n", choice.name(), choice.probability()));
      }
    }
    return text.toString();
  }

  private String gist(Answer answer) {
    return switch (form.answers()) {
      case CLASSES -> answer.choices().get(0).name();
      case LABELS ->
          answer.choices().isEmpty()
              ? "no label over 0.5"
              : joined(answer, ", ", Answer.Choice::name);
      case NUMBERS ->
          answer.numbers().stream().map(AnswerText::decimal).collect(Collectors.joining(" "));
    };
  }

  /** A float32 in as many digits as tell it from the next. */
  private static String decimal(double number) {
    return Float.toString((float) number);
  }

  private static String probability(Answer.Choice choice) {
    return String.format(Locale.ROOT, "%.6f", choice.probability());
  }

  private static String joined(
      Answer answer, String between, Function<Answer.Choice, String> shown) {
    return answer.choices().stream().map(shown).collect(Collectors.joining(between));
  }

  /**
   * {@return a table with a row for each input} Classes: {@code
   * input,class,probability,class_2,probability_2,…}. Labels: {@code input,labels,probabilities},
   * several separated by {@code |}. Numbers: {@code input} and the name of the target.
   *
   * @param answers all with as many classes
   */
  public String csv(List<Answer> answers) {
    return line(header(answers)) + rows(answers);
  }

  /** {@return the same rows without the line above them} */
  public String rows(List<Answer> answers) {
    return answers.stream().map(this::row).map(AnswerText::line).collect(Collectors.joining());
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(StringEscapeUtils::escapeCsv)
        .collect(Collectors.joining(",", "", "\n"));
  }

  private List<String> header(List<Answer> answers) {
    List<String> names = new ArrayList<>(List.of("input"));
    Answer first = answers.isEmpty() ? new Answer("", List.of(), List.of()) : answers.get(0);
    switch (form.answers()) {
      case CLASSES -> {
        for (int i = 1; i <= first.choices().size(); i++) {
          names.add(i == 1 ? PREDICTED : PREDICTED + "_" + i);
          names.add(i == 1 ? PROBABILITY : PROBABILITY + "_" + i);
        }
      }
      case LABELS -> names.addAll(List.of("labels", "probabilities"));
      case NUMBERS -> {
        int count = first.numbers().size();
        for (int i = 1; i <= count; i++) {
          names.add(count == 1 ? number : number + "_" + i);
        }
      }
    }
    return names;
  }

  private List<String> row(Answer answer) {
    List<String> cells = new ArrayList<>(List.of(answer.input()));
    switch (form.answers()) {
      case CLASSES ->
          answer
              .choices()
              .forEach(choice -> cells.addAll(List.of(choice.name(), probability(choice))));
      case LABELS -> {
        cells.add(joined(answer, "|", Answer.Choice::name));
        cells.add(joined(answer, "|", AnswerText::probability));
      }
      case NUMBERS -> answer.numbers().forEach(value -> cells.add(decimal(value)));
    }
    return cells;
  }

  /**
   * {@return an array with an object for each input} Classes: {@code {"input": …, "class": …,
   * "probability": …, "classes": [{"class": …, "probability": …}, …]}}. Labels: {@code {"input": …,
   * "labels": [{"label": …, "probability": …}, …]}}. Numbers: {@code {"input": …, "prediction":
   * …}}, an array where there are several.
   */
  public String json(List<Answer> answers) {
    ArrayNode array = Json.MAPPER.createArrayNode();
    answers.forEach(answer -> array.add(object(answer)));
    try {
      return Json.MAPPER.writeValueAsString(array) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Answers could not be written as JSON", e);
    }
  }

  private ObjectNode object(Answer answer) {
    ObjectNode object = Json.MAPPER.createObjectNode().put("input", answer.input());
    switch (form.answers()) {
      case CLASSES -> {
        Answer.Choice first = answer.choices().get(0);
        object.put(PREDICTED, first.name()).put(PROBABILITY, first.probability());
        object.set("classes", choices(answer, PREDICTED));
      }
      case LABELS -> object.set("labels", choices(answer, "label"));
      case NUMBERS -> {
        if (answer.numbers().size() == 1) {
          object.put("prediction", answer.numbers().get(0).floatValue());
        } else {
          ArrayNode all = object.putArray("prediction");
          answer.numbers().forEach(value -> all.add(value.floatValue()));
        }
      }
    }
    return object;
  }

  private static ArrayNode choices(Answer answer, String name) {
    ArrayNode choices = Json.MAPPER.createArrayNode();
    for (Answer.Choice choice : answer.choices()) {
      choices.addObject().put(name, choice.name()).put(PROBABILITY, choice.probability());
    }
    return choices;
  }
}
