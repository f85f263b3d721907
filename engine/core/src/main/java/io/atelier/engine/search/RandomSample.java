package io.atelier.engine.search;

import io.atelier.data.Given;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.rng.core.source64.SplitMix64;

/**
 * Different combinations, each set of them equally likely.
 *
 * @param trials how many, at least 1
 * @param seed of the draw
 */
public record RandomSample(int trials, long seed) implements Strategy {
  /** Draws in a row that give nothing new, after which there is nothing new to be found. */
  private static final int MISSES = 100_000;

  /**
   * @throws IllegalArgumentException if {@code trials} is below 1
   */
  public RandomSample {
    if (trials < 1) {
      throw new IllegalArgumentException(
          "RandomSample needs at least 1 trial, got " + trials + "; give a positive number");
    }
  }

  /**
   * {@return a share of a space, rounded down: Talos' {@code fraction_limit}}
   *
   * @param fraction in (0, 1]
   * @throws IllegalArgumentException if it is not
   */
  public static RandomSample fraction(SearchSpace space, double fraction, long seed) {
    Given.required(space, "RandomSample", "a space", "say what there is to try");
    if (!(fraction > 0 && fraction <= 1)) {
      throw new IllegalArgumentException(
          "RandomSample needs a fraction in (0, 1], got " + fraction + "; give a share of all");
    }
    if (!space.intervals().isEmpty()) {
      throw new IllegalArgumentException(
          "RandomSample needs a number of trials where values are drawn from a range, got a fraction; say how many trials");
    }
    long trials = Math.max(1, (long) (space.most() * fraction));
    if (trials > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "RandomSample needs a fraction that gives at most %s trials, got %s; give a smaller share"
              .formatted(Integer.toString(Integer.MAX_VALUE), Long.toString(trials)));
    }
    return new RandomSample((int) trials, seed);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if there are fewer combinations
   */
  @Override
  public List<Combination> combinations(SearchSpace space) {
    requireRoom(space, space.most());
    SplitMix64 random = new SplitMix64(seed);
    Set<Combination> drawn = new LinkedHashSet<>();
    for (int missed = 0; drawn.size() < trials; ) {
      Combination next = space.draw(random);
      missed = space.meets(next) && drawn.add(next) ? 0 : missed + 1;
      if (missed == MISSES) {
        requireRoom(space, drawn.size());
      }
    }
    return List.copyOf(drawn);
  }

  private void requireRoom(SearchSpace space, long found) {
    if (trials > found) {
      throw new IllegalArgumentException(
          "RandomSample needs a space of at least %s combinations%s, got %s; ask for fewer trials"
              .formatted(
                  trials, space.conditions().isEmpty() ? "" : " that meet its conditions", found));
    }
  }
}
