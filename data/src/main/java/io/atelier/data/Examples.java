package io.atelier.data;

/**
 * Inputs and what a model should answer for them, example by example.
 *
 * @param inputs what the model sees, {@code [n, ...]}
 * @param targets what it should answer, {@code [n, ...]}; class labels are integers {@code [n]}
 */
public record Examples(Values inputs, Values targets) {

  /**
   * Pairs inputs with targets.
   *
   * @throws IllegalArgumentException unless there are as many targets as inputs; if one is null
   */
  public Examples {
    Given.required(inputs, "Examples", "inputs", "give what the model sees");
    Given.required(targets, "Examples", "targets", "give what the model should answer");
    if (inputs.count() != targets.count()) {
      throw new IllegalArgumentException(
          "Examples needs one target for each input, got %s inputs and %s targets; give both the same first dimension"
              .formatted(inputs.count(), targets.count()));
    }
  }

  /** {@return how many examples there are} */
  public int size() {
    return inputs.count();
  }

  /**
   * {@return these examples, in this order; as {@link Values#select}}
   *
   * @throws IndexOutOfBoundsException for a row outside {@code [0, size)}
   */
  public Examples select(int[] rows) {
    return new Examples(inputs.select(rows), targets.select(rows));
  }

  /**
   * {@return the examples {@code [from, to)}; as {@link Values#slice}}
   *
   * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= size}
   */
  public Examples slice(int from, int to) {
    return new Examples(inputs.slice(from, to), targets.slice(from, to));
  }

  /**
   * {@return the same examples with inputs of another shape, such as {@code [28, 28, 1]} for {@code
   * [784]}; the numbers are shared}
   *
   * @throws IllegalArgumentException unless an input keeps its number of elements
   */
  public Examples reshapeInputs(int... exampleShape) {
    return new Examples(inputs.reshape(exampleShape), targets);
  }
}
