package io.atelier.engine.search;

import io.atelier.data.Given;
import java.util.ArrayList;
import java.util.List;

/**
 * A random sample of which only the best train on (Jamieson and Talwalkar 2016; Li et al. 2020):
 * after {@code first} epochs one trial in {@code factor}, after {@code factor} times as many epochs
 * again one in {@code factor}, and so on; where one that goes on fails or diverges, the next best
 * goes on in its place. One that its own callbacks end has finished, and is compared by its last
 * result. Trials are compared when all of them are there, so that the outcome does not depend on
 * which came first.
 *
 * @param sample the trials
 * @param first epochs before the first comparison, at least 1
 * @param factor at least 2
 */
public record SuccessiveHalving(RandomSample sample, int first, int factor) implements Strategy {
  /**
   * @throws IllegalArgumentException if a number is out of its range, or {@code sample} is null
   */
  public SuccessiveHalving {
    Given.required(sample, "SuccessiveHalving", "a random sample", "use new RandomSample(81, 0)");
    if (first < 1 || factor < 2) {
      throw new IllegalArgumentException(
          "SuccessiveHalving needs at least 1 epoch and a factor of at least 2, got %s and %s; give larger numbers"
              .formatted(first, factor));
    }
  }

  @Override
  public List<Combination> combinations(SearchSpace space) {
    return sample.combinations(space);
  }

  @Override
  public List<Integer> rungs(int epochs) {
    List<Integer> rungs = new ArrayList<>();
    for (long rung = first; rung < epochs; rung *= factor) {
      rungs.add((int) rung);
    }
    rungs.add(epochs);
    return rungs;
  }

  @Override
  public int promoted(int trials) {
    return Math.min(trials, Math.max(1, trials / factor));
  }
}
