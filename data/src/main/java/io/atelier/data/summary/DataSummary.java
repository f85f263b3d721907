package io.atelier.data.summary;

import io.atelier.data.DataSet;
import io.atelier.data.Element;
import io.atelier.data.Examples;
import io.atelier.data.Given;
import io.atelier.data.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a data set looks like.
 *
 * <pre>{@code
 * DataSummary summary = DataSummary.of(set);
 * summary.suspicions().forEach(System.err::println);
 * }</pre>
 *
 * @param name of the data set
 * @param exampleShape of an input, such as {@code [height, width, channels]}
 * @param element what kind of numbers the inputs are
 * @param classNames what the labels mean; empty where numbers are predicted
 * @param parts how large they are
 * @param inputs the numbers of the training part, by channel {@code [height, width, channels]} or
 *     column {@code [columns]}
 * @param targets the numbers to predict, of the training part; empty where there are classes
 * @param suspicions what should be looked at, a sentence each
 */
public record DataSummary(
    String name,
    List<Integer> exampleShape,
    Element element,
    List<String> classNames,
    List<PartSummary> parts,
    List<NumberSummary> inputs,
    List<NumberSummary> targets,
    List<String> suspicions) {

  /** Copies the lists. */
  public DataSummary {
    exampleShape = List.copyOf(exampleShape);
    classNames = List.copyOf(classNames);
    parts = List.copyOf(parts);
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
    suspicions = List.copyOf(suspicions);
  }

  /** {@return the summary of a data set, whose channels or columns are called by their numbers} */
  public static DataSummary of(DataSet set) {
    return of(set, List.of());
  }

  /**
   * {@return the summary of a data set}
   *
   * @param inputNames what the channels or columns are called; empty for their numbers
   * @throws IllegalArgumentException for another number of names
   */
  public static DataSummary of(DataSet set, List<String> inputNames) {
    Given.required(set, "DataSummary", "a data set", "read one with Formats.read");
    Given.required(inputNames, "DataSummary", "names of inputs", "use List.of() for none");
    int channels = channels(set.exampleShape());
    if (!inputNames.isEmpty() && inputNames.size() != channels) {
      throw new IllegalArgumentException(
          "DataSummary needs a name for each of the %s inputs of %s, got %s; leave them out"
              .formatted(channels, set.name(), inputNames.size()));
    }
    String kind = set.exampleShape().size() > 1 ? "channel " : "column ";
    IntFunction<String> names = i -> inputNames.isEmpty() ? kind + i : inputNames.get(i);
    List<NumberSummary> inputs = measured(set.train().inputs(), channels, names);
    List<NumberSummary> targets = List.of();
    if (set.classes() == 0) {
      int width = channels(set.train().targets().exampleShape());
      targets = measured(set.train().targets(), width, i -> width == 1 ? "target" : "target " + i);
    }
    List<PartSummary> parts = new ArrayList<>();
    set.parts().forEach((part, examples) -> parts.add(part(set, part, examples)));
    return new DataSummary(
        set.name(),
        set.exampleShape(),
        Element.of(set.train().inputs()),
        set.classNames(),
        parts,
        inputs,
        targets,
        Stream.of(
                Suspicions.ofClasses(set.classNames(), parts),
                Suspicions.ofNumbers(inputs, targets),
                notFinite(set),
                Duplicates.of(set))
            .flatMap(List::stream)
            .toList());
  }

  /** {@return the size of the last axis; 1 for pictures without one for channels} */
  private static int channels(List<Integer> shape) {
    return shape.isEmpty() || shape.size() == 2 ? 1 : shape.get(shape.size() - 1);
  }

  private static List<NumberSummary> measured(
      Values values, int channels, IntFunction<String> names) {
    Measure[] measures = Stream.generate(Measure::new).limit(channels).toArray(Measure[]::new);
    if (Element.of(values) == Element.BYTE && channels <= ByteCounts.MOST_CHANNELS) {
      ByteCounts.measure(values, measures);
    } else {
      Pass.over(values, (example, place, number) -> measures[place % channels].add(number));
    }
    return IntStream.range(0, channels).mapToObj(i -> measures[i].summary(names.apply(i))).toList();
  }

  private static PartSummary part(DataSet set, String part, Examples examples) {
    int[] counts = new int[set.classes()];
    if (set.classes() > 0) {
      boolean one = examples.targets().shape().size() == 1;
      Pass.over(
          examples.targets(),
          (example, place, number) -> counts[one ? (int) number : place] += one ? 1 : (int) number);
    }
    return new PartSummary(part, examples.size(), IntStream.of(counts).boxed().toList());
  }

  /**
   * The training part's numbers are in its inputs' summaries; this looks at the other parts too.
   */
  private static List<String> notFinite(DataSet set) {
    var sentences = new ArrayList<String>();
    for (Map.Entry<String, Examples> part : set.parts().entrySet()) {
      Values inputs = part.getValue().inputs();
      if (Element.of(inputs) != Element.FLOAT) {
        continue;
      }
      long[] found = {0, -1};
      Pass.over(
          inputs,
          (example, place, number) -> {
            if (!Double.isFinite(number)) {
              found[0]++;
              found[1] = found[1] < 0 ? example : found[1];
            }
          });
      if (found[0] > 0) {
        sentences.add(
            "%s numbers of %s are NaN or infinite, the first in example %s."
                .formatted(found[0], part.getKey(), found[1]));
      }
    }
    return sentences;
  }
}
