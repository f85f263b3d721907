package io.atelier.lab.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.lab.task.Task;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OutputFormTest {
  private static final Offset<Double> ROUNDING = Offset.offset(1e-7);
  private static final List<String> TWO = List.of("no", "yes");

  @Test
  void oneOutputIsTheProbabilityOfTheSecondClass() {
    OutputForm form = OutputForm.of(new Task.Classes(TWO, true), false);
    assertThat(form.read(new float[] {0.25f})).containsExactly(0.75, 0.25);
    OutputForm logits = OutputForm.of(new Task.Classes(TWO, true), true);
    assertThat(logits.read(new float[] {(float) Math.log(3)}))
        .containsExactly(new double[] {0.25, 0.75}, ROUNDING);
  }

  @Test
  void logitsBecomeProbabilities() {
    float[] logs = {(float) Math.log(2), (float) Math.log(6)};
    OutputForm classes = OutputForm.of(new Task.Classes(TWO, false), true);
    assertThat(classes.read(logs)).containsExactly(new double[] {0.25, 0.75}, ROUNDING);
    assertThat(classes.read(new float[] {1000, 0})).containsExactly(1, 0);
    assertThat(classes.name()).isEqualTo("logits");
    OutputForm labels = OutputForm.of(new Task.Labels(TWO), true);
    assertThat(labels.read(logs)).containsExactly(new double[] {2.0 / 3, 6.0 / 7}, ROUNDING);
  }

  @Test
  void numbersStayAsTheyAre() {
    OutputForm form = OutputForm.of(new Task.Numbers(List.of(2)), false);
    assertThat(form.read(new float[] {-3.5f, 7})).containsExactly(-3.5, 7);
    Answer answer = Answer.of("a", form, new float[] {-3.5f, 7}, 3);
    assertThat(new AnswerText(form, "price").text(List.of(answer)))
        .isEqualTo("a: -3.5 7.0" + System.lineSeparator());
    assertThat(new AnswerText(form, "price").csv(List.of(answer)))
        .isEqualTo("input,price_1,price_2\na,-3.5,7.0\n");
  }

  @Test
  void noLabelOverOneHalfIsSaid() {
    OutputForm form = OutputForm.of(new Task.Labels(TWO), false);
    Answer answer = Answer.of("a", form, new float[] {0.5f, 0.1f}, 3);
    assertThat(answer.choices()).isEmpty();
    assertThat(new AnswerText(form, "").text(List.of(answer)))
        .isEqualTo("a: no label over 0.5" + System.lineSeparator());
    assertThat(new AnswerText(form, "").csv(List.of(answer)))
        .isEqualTo("input,labels,probabilities\na,,\n");
  }

  @Test
  void whatAnExampleShouldGetIsToldInWords() {
    OutputForm classes = OutputForm.of(new Task.Classes(TWO, false), false);
    OutputForm labels = OutputForm.of(new Task.Labels(TWO), false);
    OutputForm numbers = OutputForm.of(new Task.Numbers(List.of(2)), false);
    assertThat(classes.truth(IntValues.of(new int[] {0, 1}, 2), 1)).isEqualTo("yes");
    assertThat(classes.truth(IntValues.of(new int[] {0, 1, 1, 0}, 2, 2), 1)).isEqualTo("no");
    assertThat(labels.truth(IntValues.of(new int[] {1, 1, 0, 0}, 2, 2), 0)).isEqualTo("no, yes");
    assertThat(numbers.truth(FloatValues.of(new float[] {1, 2, 3, 4.5f}, 2, 2), 1))
        .isEqualTo("3.0 4.5");
  }
}
