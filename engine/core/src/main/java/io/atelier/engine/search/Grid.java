package io.atelier.engine.search;

import java.util.List;
import java.util.stream.LongStream;

/** All combinations that meet the conditions. */
public record Grid() implements Strategy {
  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a setting's values are not listed
   */
  @Override
  public List<Combination> combinations(SearchSpace space) {
    if (!space.intervals().isEmpty()) {
      throw new IllegalArgumentException(
          "Grid needs settings with listed values, got %s, drawn from a range; give it a choice or a step, or draw the trials at random"
              .formatted(
                  String.join(", ", space.intervals().stream().map(Interval::name).toList())));
    }
    return LongStream.range(0, space.size()).mapToObj(space::at).filter(space::meets).toList();
  }
}
