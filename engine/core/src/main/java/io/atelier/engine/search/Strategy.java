package io.atelier.engine.search;

import java.util.List;

/** Which combinations are tried, and how long each. */
public interface Strategy {
  /** {@return the combinations to try, in order, none twice} */
  List<Combination> combinations(SearchSpace space);

  /**
   * {@return after how many epochs trials are compared; rising, the last is {@code epochs}}
   *
   * @param epochs a trial has at most
   */
  default List<Integer> rungs(int epochs) {
    return List.of(epochs);
  }

  /** {@return how many trials, of those compared, go on} */
  default int promoted(int trials) {
    return trials;
  }
}
