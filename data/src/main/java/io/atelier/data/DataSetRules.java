package io.atelier.data;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/** What the parts of a {@link DataSet} need to be one. */
final class DataSetRules {
  /** Labels beyond this are no class numbers but something else: years, prices, identifiers. */
  private static final int MOST_CLASSES = 1_000_000;

  private DataSetRules() {}

  /** {@return the names, once each is a name and none comes twice} */
  static List<String> classNames(String set, List<String> names) {
    Given.required(names, who(set), "class names", "use List.of() where numbers are predicted");
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      Given.required(name, who(set), "class names without null", "name every class");
      if (name.isBlank() || !seen.add(name)) {
        throw new IllegalArgumentException(
            "%s needs class names that differ and are not blank, got '%s'%s; name every class"
                .formatted(who(set), name, name.isBlank() ? "" : " twice"));
      }
    }
    return List.copyOf(names);
  }

  static void check(
      String name,
      Examples train,
      Optional<Examples> validation,
      Optional<Examples> test,
      List<String> classNames) {
    Given.required(name, "DataSet", "a name", "say what messages may call it");
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "DataSet needs a name, got a blank one; say what messages may call it");
    }
    Given.required(train, who(name), "examples to train on", "give at least one");
    Given.required(validation, who(name), "a validation part", "use Optional.empty() for none");
    Given.required(test, who(name), "a test part", "use Optional.empty() for none");
    part(name, "train", train, train, classNames);
    validation.ifPresent(examples -> part(name, "validation", examples, train, classNames));
    test.ifPresent(examples -> part(name, "test", examples, train, classNames));
  }

  private static void part(
      String set, String part, Examples examples, Examples train, List<String> classNames) {
    if (examples.size() == 0) {
      throw new IllegalArgumentException(
          "%s needs examples in its part %s, got none; give at least one or leave the part out"
              .formatted(who(set), part));
    }
    if (!examples.named().keySet().equals(train.named().keySet())) {
      throw new IllegalArgumentException(
          "%s needs the same inputs in all parts, got %s in train and %s in %s; name them alike"
              .formatted(who(set), train.named().keySet(), examples.named().keySet(), part));
    }
    examples
        .named()
        .forEach((name, values) -> alike(set, part, "inputs", values, train.named().get(name)));
    alike(set, part, "targets", examples.targets(), train.targets());
    if (classNames.isEmpty()) {
      finite(set, part, examples.targets());
    } else {
      labels(set, part, examples.targets(), classNames.size());
    }
  }

  private static void alike(String set, String part, String what, Values values, Values train) {
    if (Element.of(values) != Element.of(train)
        || !values.exampleShape().equals(train.exampleShape())) {
      throw new IllegalArgumentException(
          "%s needs %s of one kind and shape in all parts, got %s in train and %s in %s; make them alike"
              .formatted(who(set), what, train, values, part));
    }
  }

  private static void finite(String set, String part, Values targets) {
    OptionalLong wrong = targets.firstNot(Double::isFinite);
    if (wrong.isPresent()) {
      throw new IllegalArgumentException(
          "%s needs finite targets, got %s for example %s of its part %s; leave that example out"
              .formatted(
                  who(set),
                  targets.number(wrong.getAsLong()),
                  targets.indices(wrong.getAsLong()).get(0),
                  part));
    }
  }

  private static void labels(String set, String part, Values targets, int classes) {
    boolean one = isLabels(targets);
    if (!one && !targets.exampleShape().equals(List.of(classes))) {
      throw new IllegalArgumentException(
          "%s needs labels [n] of integers, or [n, %s] of 0 and 1, for its %s class names, got %s in its part %s; leave the names out to predict numbers"
              .formatted(who(set), classes, classes, targets, part));
    }
    OptionalLong wrong =
        targets.firstNot(
            one ? label -> label >= 0 && label < classes : has -> has == 0 || has == 1);
    if (wrong.isPresent()) {
      throw new IllegalArgumentException(
          "%s needs %s, got %s for example %s of its part %s; %s"
              .formatted(
                  who(set),
                  one ? "labels from 0 to " + (classes - 1) : "0 or 1 for each class",
                  targets.number(wrong.getAsLong()),
                  targets.indices(wrong.getAsLong()).get(0),
                  part,
                  one ? "count classes from 0 and name every class" : "say which labels it has"));
    }
  }

  /** {@return whether these are class labels, one an example} */
  static boolean isLabels(Values targets) {
    return targets.shape().size() == 1 && Element.of(targets) != Element.FLOAT;
  }

  /** {@return names "0", "1" ... for class labels; none for other targets} */
  static List<String> numbered(Values targets) {
    if (!isLabels(targets)) {
      return List.of();
    }
    int largest = -1;
    for (int i = 0; i < targets.count(); i++) {
      int label = (int) targets.number(i);
      if (label < 0 || label >= MOST_CLASSES) {
        throw new IllegalArgumentException(
            "DataSet needs class labels from 0 to %s, got %s for example %s; count classes from 0, or give numbers to predict as floats"
                .formatted(MOST_CLASSES - 1, label, i));
      }
      largest = Math.max(largest, label);
    }
    return IntStream.rangeClosed(0, largest).mapToObj(String::valueOf).toList();
  }

  /** {@return the training part in two: by class where an example has one label} */
  static Split heldBack(DataSet set, double share, long seed) {
    int size = set.train().size();
    long heldOut = Math.round(size * share);
    if (!(share > 0 && share < 1) || heldOut < 1 || heldOut >= size) {
      throw new IllegalArgumentException(
          "%s needs to hold back a share in (0, 1) that leaves both parts an example, got %s of %s examples; choose another share"
              .formatted(who(set.name()), share, size));
    }
    return split(set, (int) heldOut, seed);
  }

  /** {@return so many of the training examples: by class where an example has one label} */
  static Examples drawn(DataSet set, int count, long seed) {
    if (count < 1 || count > set.train().size()) {
      throw new IllegalArgumentException(
          "%s needs to draw 1 to %s training examples, got %s; there are no more"
              .formatted(who(set.name()), set.train().size(), count));
    }
    return split(set, count, seed).heldOut();
  }

  private static Split split(DataSet set, int heldOut, long seed) {
    return set.classes() > 0 && isLabels(set.train().targets())
        ? StratifiedSplit.of(set.train(), heldOut, seed)
        : RandomSplit.of(set.train(), heldOut, seed);
  }

  private static String who(String set) {
    return set == null ? "DataSet" : "DataSet " + set;
  }
}
