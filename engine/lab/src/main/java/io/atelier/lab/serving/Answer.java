package io.atelier.lab.serving;

import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What a model answered for one example, as people read it.
 *
 * @param input what was asked about
 * @param choices the likeliest classes, or the labels whose probability is over 0.5; the likeliest
 *     first
 * @param numbers that were answered; empty for classes and labels
 */
public record Answer(String input, List<Choice> choices, List<Double> numbers) {
  private static final double LIKELIER_THAN_NOT = 0.5;

  /**
   * A class or label.
   *
   * @param name of it
   * @param probability from 0 to 1
   */
  public record Choice(String name, double probability) {}

  /** Makes immutable copies. */
  public Answer {
    choices = List.copyOf(choices);
    numbers = List.copyOf(numbers);
  }

  /**
   * {@return the answer}
   *
   * @param input what was asked about
   * @param values of the model for it
   * @param top how many classes at most
   */
  public static Answer of(String input, OutputForm form, float[] values, int top) {
    double[] read = form.read(values);
    if (form.answers() == OutputForm.Kind.NUMBERS) {
      return new Answer(input, List.of(), DoubleStream.of(read).boxed().toList());
    }
    boolean labels = form.answers() == OutputForm.Kind.LABELS;
    List<Choice> choices =
        IntStream.range(0, read.length)
            .mapToObj(i -> new Choice(form.className(i), read[i]))
            .filter(choice -> !labels || choice.probability() > LIKELIER_THAN_NOT)
            .sorted(Comparator.comparingDouble(Choice::probability).reversed())
            .limit(labels ? Integer.MAX_VALUE : top)
            .toList();
    return new Answer(input, choices, List.of());
  }
}
