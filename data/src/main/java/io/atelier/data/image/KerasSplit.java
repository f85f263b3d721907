package io.atelier.data.image;

/**
 * How Keras' {@code image_dataset_from_directory(validation_split=share, seed=seed)} splits: the
 * files are shuffled as numpy shuffles, and the last {@code int(share * n)} validate.
 *
 * @param share of the pictures that validates, in (0, 1)
 * @param seed 0 to 2^32 - 1
 */
public record KerasSplit(double share, long seed) {
  /**
   * @throws IllegalArgumentException for another share or seed
   */
  public KerasSplit {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "KerasSplit needs a share in (0, 1), got %s; 0.2 validates on a fifth".formatted(share));
    }
    int[] unused = NumpyShuffle.permutation(seed, 0);
  }

  /** {@return how many of {@code n} pictures validate} */
  int held(int n) {
    return (int) (share * n);
  }
}
