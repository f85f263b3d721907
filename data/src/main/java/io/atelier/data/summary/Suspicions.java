package io.atelier.data.summary;

import java.util.ArrayList;
import java.util.List;

/** What counts and measurements of a data set should make its owner look at. */
final class Suspicions {
  private static final int LISTED = 10;

  /** Fewer examples of a class are hardly enough. */
  private static final int FEW = 10;

  private Suspicions() {}

  static List<String> ofClasses(List<String> names, List<PartSummary> parts) {
    var sentences = new ArrayList<String>();
    for (PartSummary part : parts) {
      List<String> without = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        if (part.perClass().get(i) == 0) {
          without.add(names.get(i));
        }
      }
      if (!names.isEmpty() && names.size() - without.size() <= 1) {
        sentences.add("%s has examples of one class only.".formatted(part.name()));
      } else if (!without.isEmpty()) {
        sentences.add("%s has no example of %s.".formatted(part.name(), listed(without)));
      }
      List<String> few = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        int count = part.perClass().get(i);
        if (count > 0 && count < FEW) {
          few.add("%s (%s)".formatted(names.get(i), count));
        }
      }
      // Where all classes are small, the set is, and its owner knows.
      if (part.name().equals("train")
          && !few.isEmpty()
          && part.perClass().stream().anyMatch(count -> count >= FEW)) {
        sentences.add(
            "%s has fewer than %s examples of %s; a model learns little from so few."
                .formatted(part.name(), FEW, listed(few)));
      }
    }
    return sentences;
  }

  static List<String> ofNumbers(List<NumberSummary> inputs, List<NumberSummary> targets) {
    var sentences = new ArrayList<String>();
    List<String> constant =
        inputs.stream().filter(NumberSummary::isConstant).map(NumberSummary::name).toList();
    if (constant.size() == inputs.size()) {
      sentences.add("All inputs of train are constant: there is nothing to learn from.");
    } else if (!constant.isEmpty()) {
      sentences.add("The same number in all of train: %s.".formatted(listed(constant)));
    }
    for (NumberSummary target : targets) {
      if (target.isConstant()) {
        sentences.add("The %s of train is always %s.".formatted(target.name(), target.mean()));
      }
    }
    return sentences;
  }

  private static String listed(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(LISTED, names.size())));
    return names.size() > LISTED ? first + " and " + (names.size() - LISTED) + " more" : first;
  }
}
