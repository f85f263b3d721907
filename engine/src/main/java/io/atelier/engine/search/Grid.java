package io.atelier.engine.search;

import java.util.List;
import java.util.stream.LongStream;

/** All combinations. */
public record Grid() implements Strategy {
  @Override
  public List<Combination> combinations(SearchSpace space) {
    return LongStream.range(0, space.size()).mapToObj(space::at).toList();
  }
}
