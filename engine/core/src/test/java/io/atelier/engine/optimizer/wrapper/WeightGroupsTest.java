package io.atelier.engine.optimizer.wrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.optimizer.AdamW;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.OptimizerContract;
import io.atelier.engine.optimizer.Pushed;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.optimizer.WeightGroup;
import io.atelier.engine.runtime.Execution.Compilation;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightGroupsTest implements OptimizerContract {
  @Override
  public Optimizer optimizer(double rate) {
    return new WeightGroups(
        List.of(new WeightGroup("^weights/", 0.5), new WeightGroup("w", 0.25)),
        new DecoupledWeightDecay(0.5, new Sgd(rate)));
  }

  @Override
  public double reference(double rate, double weight, double[] gradients) {
    double at = weight;
    for (double gradient : gradients) {
      at -= at * 0.5 * rate / 8;
      at -= rate / 8 * gradient;
    }
    return at;
  }

  /** Keras 3, {@code adam_test.py}, {@code test_weight_decay}: what is excluded stays 2. */
  @Test
  void whatIsExcludedDoesNotDecay() {
    float[] moved =
        Pushed.weights(
            new WeightGroups(List.of(WeightGroup.withoutDecay("w")), new AdamW(1, 0.004)),
            new float[] {2},
            new float[][] {{0}, {0}, {0}},
            Compilation.INTERPRETED);

    assertThat(moved).containsExactly(2);
  }

  @Test
  void aDecayAroundItKnowsTheGroups() {
    Optimizer inner = new WeightGroups(List.of(new WeightGroup("w", 0.5, false)), new Sgd(1));

    assertThat(
            Pushed.weights(
                new DecoupledWeightDecay(0.5, inner),
                new float[] {2},
                new float[][] {{1}},
                Compilation.INTERPRETED))
        .containsExactly(1.5f);
  }

  @Test
  void aWeightOutsideAllGroupsIsAsWithoutThem() {
    List<WeightGroup> groups = List.of(new WeightGroup("^a/", 0.5), WeightGroup.withoutDecay("b"));

    assertThat(WeightGroup.of("base/a", groups).rateFactor()).isEqualTo(1);
    assertThat(WeightGroup.of("c/a", groups)).isEqualTo(WeightGroup.ALL);
    assertThat(WeightGroup.of("a/b", groups)).isEqualTo(new WeightGroup("", 0.5, false));
  }

  @Test
  void rejectsAPatternThatIsInNoName() {
    Optimizer typo = new WeightGroups(List.of(new WeightGroup("^wieghts/", 0.1)), new Sgd(1));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Pushed.weights(typo, new float[] {2}, new float[][] {{0}}, Compilation.INTERPRETED))
        .withMessage(
            "WeightGroup needs a pattern that is in the name of a weight, got \"^wieghts/\"; the weights are weights/w");
  }

  @Test
  void rejectsWhatIsNoPattern() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WeightGroup("a(", 1))
        .withMessage(
            "WeightGroup needs a regular expression, got \"a(\"; give a part of the weights' names, such as \"bias\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WeightGroups(List.of(), new Sgd(1)))
        .withMessage(
            "WeightGroups needs at least one group, got none; use the optimizer without it");
  }
}
