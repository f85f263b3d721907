package io.atelier.data;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A random split that keeps the distribution of the classes: each class gives its exact share.
 * Where shares are not whole numbers, the largest remainders round up (ties: the lower class).
 */
public final class StratifiedSplit {
  /** No epoch has this number: a split and an epoch order of one seed have nothing in common. */
  private static final long STREAM = -1;

  private StratifiedSplit() {}

  /**
   * {@return a split that holds out {@code round(n * heldOutFraction)} examples}
   *
   * @throws IllegalArgumentException as {@link #of(Examples, int, long)}
   */
  public static Split of(Examples examples, double heldOutFraction, long seed) {
    requireExamples(examples);
    long heldOut = Math.round(examples.size() * heldOutFraction);
    return of(examples, (int) Math.min(heldOut, Integer.MAX_VALUE), seed);
  }

  /**
   * {@return a split of which both parts are in an order shuffled by the seed}
   *
   * @param examples with integer targets of shape {@code [n]}
   * @param heldOut how many examples to hold out, 1 to n - 1
   * @throws IllegalArgumentException for other targets or another number
   */
  public static Split of(Examples examples, int heldOut, long seed) {
    requireExamples(examples);
    Values targets = examples.targets();
    if (!DataSetRules.isLabels(targets)) {
      throw new IllegalArgumentException(
          "StratifiedSplit needs integer targets [n], got %s; give it class labels"
              .formatted(examples.targets()));
    }
    if (heldOut < 1 || heldOut >= examples.size()) {
      throw new IllegalArgumentException(
          "StratifiedSplit needs to hold out 1 to %s of %s examples, got %s; choose another share"
              .formatted(examples.size() - 1, examples.size(), heldOut));
    }
    int[] labels = IntStream.range(0, targets.count()).map(i -> (int) targets.number(i)).toArray();
    Map<Integer, Integer> left = shares(labels, heldOut);
    int[] held = new int[heldOut];
    int[] train = new int[labels.length - heldOut];
    int helds = 0;
    int trains = 0;
    for (int row : SplitMix64.of(seed, STREAM).permutation(labels.length)) {
      if (left.merge(labels[row], -1, Integer::sum) >= 0) {
        held[helds++] = row;
      } else {
        train[trains++] = row;
      }
    }
    return new Split(examples.select(train), examples.select(held));
  }

  private static void requireExamples(Examples examples) {
    Given.required(examples, "StratifiedSplit", "examples", "give those to split");
  }

  /** {@return how many of each class to hold out; {@code heldOut} in total} */
  private static Map<Integer, Integer> shares(int[] labels, int heldOut) {
    var counts = new TreeMap<Integer, Integer>();
    for (int label : labels) {
      counts.merge(label, 1, Integer::sum);
    }
    var shares = new TreeMap<Integer, Integer>();
    counts.forEach(
        (label, count) -> shares.put(label, (int) ((long) count * heldOut / labels.length)));
    int missing = heldOut - shares.values().stream().mapToInt(Integer::intValue).sum();
    counts.entrySet().stream()
        .sorted(
            Comparator.comparingLong(entry -> -((long) entry.getValue() * heldOut % labels.length)))
        .limit(missing)
        .forEach(entry -> shares.merge(entry.getKey(), 1, Integer::sum));
    return shares;
  }
}
