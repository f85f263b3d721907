package io.atelier.data;

/** A random split that knows nothing of classes: for numbers to predict, or several labels. */
public final class RandomSplit {
  /** No epoch has this number: a split and an epoch order of one seed have nothing in common. */
  private static final long STREAM = -1;

  private RandomSplit() {}

  /**
   * {@return a split of which both parts are in an order shuffled by the seed}
   *
   * @param heldOut how many examples to hold out, 1 to n - 1
   * @throws IllegalArgumentException for another number
   */
  public static Split of(Examples examples, int heldOut, long seed) {
    Given.required(examples, "RandomSplit", "examples", "give those to split");
    int size = examples.size();
    if (heldOut < 1 || heldOut >= size) {
      throw new IllegalArgumentException(
          "RandomSplit needs to hold out 1 to %s of %s examples, got %s; choose another share"
              .formatted(size - 1, size, heldOut));
    }
    int[] order = SplitMix64.of(seed, STREAM).permutation(size);
    int[] train = new int[size - heldOut];
    int[] held = new int[heldOut];
    System.arraycopy(order, 0, held, 0, heldOut);
    System.arraycopy(order, heldOut, train, 0, train.length);
    return new Split(examples.select(train), examples.select(held));
  }
}
