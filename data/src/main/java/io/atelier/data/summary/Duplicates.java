package io.atelier.data.summary;

import io.atelier.data.DataSet;
import io.atelier.data.Examples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** Finds examples with the same inputs, by 64-bit hashes of their numbers. */
final class Duplicates {
  /** The first example with some inputs. */
  private record First(String part, int example, long target) {}

  private final Map<Long, First> firsts = new HashMap<>();
  private final Map<String, Integer> copies = new LinkedHashMap<>();
  private int otherTargets;
  private String otherTarget = "";

  private Duplicates() {}

  /** {@return a sentence for each kind of duplicate that the data set has} */
  static List<String> of(DataSet set) {
    Map<String, long[]> hashes = new LinkedHashMap<>();
    set.parts().forEach((part, examples) -> hashes.put(part, Pass.hashes(examples.inputs())));
    Set<Long> several = several(hashes);
    var found = new Duplicates();
    if (!several.isEmpty()) {
      set.parts().forEach((part, examples) -> found.add(part, examples, hashes.get(part), several));
    }
    return found.sentences();
  }

  private static Set<Long> several(Map<String, long[]> hashes) {
    long[] all = hashes.values().stream().flatMapToLong(LongStream::of).toArray();
    Arrays.sort(all);
    Set<Long> several = new HashSet<>();
    for (int i = 1; i < all.length; i++) {
      if (all[i] == all[i - 1]) {
        several.add(all[i]);
      }
    }
    return several;
  }

  private void add(String part, Examples examples, long[] hashes, Set<Long> several) {
    long[] targets = Pass.hashes(examples.targets());
    for (int i = 0; i < hashes.length; i++) {
      if (several.contains(hashes[i])) {
        add(hashes[i], new First(part, i, targets[i]));
      }
    }
  }

  private void add(long hash, First here) {
    First first = firsts.putIfAbsent(hash, here);
    if (first == null) {
      return;
    }
    String where =
        first.part().equals(here.part())
            ? "of %s repeat the inputs of another"
            : "of %2$s have the inputs of one of %1$s";
    copies.merge(where.formatted(first.part(), here.part()), 1, Integer::sum);
    if (first.target() != here.target()) {
      otherTargets++;
      otherTarget =
          otherTarget.isEmpty()
              ? "example %s of %s and %s of %s"
                  .formatted(first.example(), first.part(), here.example(), here.part())
              : otherTarget;
    }
  }

  private List<String> sentences() {
    var sentences = new ArrayList<String>();
    copies.forEach((where, count) -> sentences.add("%s examples %s.".formatted(count, where)));
    if (otherTargets > 0) {
      sentences.add(
          "%s examples have the inputs of another and a different target, such as %s."
              .formatted(otherTargets, otherTarget));
    }
    return sentences;
  }
}
