package io.atelier.data;

/**
 * The validation split as Keras' {@code fit(validation_split=...)} makes it: the last part of the
 * examples, cut off before any shuffling ({@code train_validation_split} in keras'
 * array_slicing.py).
 */
public final class ValidationTail {
  private ValidationTail() {}

  /**
   * {@return the first {@code floor(n * (1.0 - fraction))} examples to train on, and the rest}
   *
   * @param fraction how much to hold out, in (0, 1)
   * @throws IllegalArgumentException for another fraction, or one that leaves a part empty
   */
  public static Split of(Examples examples, double fraction) {
    Given.required(examples, "ValidationTail", "examples", "give those to split");
    int size = examples.size();
    int splitAt = (int) Math.floor(size * (1.0 - fraction));
    if (!(fraction > 0 && fraction < 1) || splitAt < 1 || splitAt >= size) {
      throw new IllegalArgumentException(
          "ValidationTail needs a fraction in (0, 1) that leaves both parts an example, got %s of %s; choose another fraction"
              .formatted(fraction, size));
    }
    return new Split(examples.slice(0, splitAt), examples.slice(splitAt, size));
  }
}
