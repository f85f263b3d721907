package io.atelier.engine.runtime.saved;

import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/**
 * What a SavedModel computes under one signature, a few examples at a time. Several threads may ask
 * it at once: each call is a run of the session of its own.
 *
 * @param who the SavedModel, for messages
 * @param inputs in the order of their names
 * @param outputs where each is fetched, by name, in the order of the names
 * @param shapes of the outputs, with the batch in front, as far as they are known
 */
public record SavedFunction(
    String who,
    Session session,
    List<CalledInput> inputs,
    Map<String, String> outputs,
    List<Shape> shapes) {
  private static final String SERVING = "serving_default";

  /** Numbers of inputs that go into one run at most, as {@link Answers} has for most models. */
  private static final int MOST_NUMBERS = 1 << 24;

  private static final int MOST_EXAMPLES = 500;

  /**
   * {@return what a loaded SavedModel computes: under {@code serving_default}, or its only
   * signature}
   *
   * @param who it is, for messages
   * @throws IOException if it has no such signature, or one that cannot be asked with numbers
   */
  public static SavedFunction of(String who, SavedModelBundle bundle) throws IOException {
    Map<String, SignatureDef> signatures =
        new TreeMap<>(bundle.metaGraphDef().getSignatureDefMap());
    signatures.keySet().removeIf(name -> name.startsWith("__"));
    SignatureDef signature = signatures.get(SERVING);
    if (signature == null && signatures.size() == 1) {
      signature = signatures.values().iterator().next();
    }
    if (signature == null || signature.getInputsCount() == 0 || signature.getOutputsCount() == 0) {
      throw new IOException(
          "%s needs the signature %s with inputs and outputs, got the signatures %s; export the model for serving"
              .formatted(who, SERVING, signatures.keySet()));
    }
    List<CalledInput> inputs = new ArrayList<>();
    for (var input : new TreeMap<>(signature.getInputsMap()).entrySet()) {
      inputs.add(CalledInput.of(who, input.getKey(), input.getValue()));
    }
    Map<String, String> outputs = new LinkedHashMap<>();
    List<Shape> shapes = new ArrayList<>();
    for (var output : new TreeMap<>(signature.getOutputsMap()).entrySet()) {
      TensorInfo info = output.getValue();
      if (info.getName().isEmpty() || !SavedNumbers.readable(info.getDtype())) {
        throw new IOException(
            "%s needs outputs of numbers, got %s of type %s; export the model with such outputs"
                .formatted(who, output.getKey(), CalledInput.text(info.getDtype())));
      }
      outputs.put(output.getKey(), info.getName());
      shapes.add(CalledInput.shape(info.getTensorShape()));
    }
    return new SavedFunction(who, bundle.session(), inputs, outputs, shapes);
  }

  /**
   * {@return the answers by the name of the output}
   *
   * @param given for each input, as many of each; of one input the name does not matter
   * @throws IllegalArgumentException if an input is missing or unknown, or has another type or
   *     shape, or they are not as many
   */
  public Map<String, FloatValues> answers(Map<String, Values> given) {
    List<Values> ordered = ordered(given);
    int count = ordered.get(0).count();
    int size = size(count);
    List<List<FloatValues>> parts = new ArrayList<>();
    for (int from = 0; from == 0 || from < count; from += size) {
      int to = from + Math.min(size, count - from);
      int first = from;
      parts.add(
          from == 0 && to == count
              ? once(ordered)
              : once(ordered.stream().map(values -> values.slice(first, to)).toList()));
    }
    Map<String, FloatValues> answers = new LinkedHashMap<>();
    for (String name : outputs.keySet()) {
      int place = answers.size();
      answers.put(
          name, SavedNumbers.together(parts.stream().map(part -> part.get(place)).toList()));
    }
    return answers;
  }

  private List<Values> ordered(Map<String, Values> given) {
    List<String> names = inputs.stream().map(CalledInput::name).toList();
    boolean single = names.size() == 1 && given.size() == 1;
    if (!single && !given.keySet().equals(Set.copyOf(names))) {
      throw new IllegalArgumentException(
          "%s needs values for its inputs %s, got some for %s; give each by its name"
              .formatted(who, names, given.keySet()));
    }
    List<Values> ordered = new ArrayList<>();
    for (CalledInput input : inputs) {
      Values values = single ? given.values().iterator().next() : given.get(input.name());
      input.require(who, values);
      ordered.add(values);
    }
    if (ordered.stream().anyMatch(values -> values.count() != ordered.get(0).count())) {
      throw new IllegalArgumentException(
          "%s needs as many examples of each input, got %s; give one of each for every example"
              .formatted(who, ordered));
    }
    return ordered;
  }

  /** {@return how many examples go into one run} */
  private int size(int count) {
    Optional<Integer> laidDown =
        inputs.stream().flatMap(input -> input.batch().stream()).findFirst();
    if (laidDown.isPresent()) {
      int size = laidDown.get();
      if (count == 0 || count % size != 0) {
        throw new IllegalArgumentException(
            "%s needs %s examples at a time, got %s; give a multiple of that"
                .formatted(who, size, count));
      }
      return size;
    }
    long numbers =
        inputs.stream()
            .map(CalledInput::shape)
            .filter(shape -> !shape.tail().hasUnknownDimension())
            .mapToLong(shape -> shape.tail().size())
            .sum();
    return (int) Math.max(1, Math.min(MOST_EXAMPLES, MOST_NUMBERS / Math.max(1, numbers)));
  }

  private List<FloatValues> once(List<Values> values) {
    Session.Runner runner = session.runner();
    outputs.values().forEach(runner::fetch);
    List<Tensor> fed = new ArrayList<>();
    try {
      for (int i = 0; i < values.size(); i++) {
        fed.add(inputs.get(i).tensor(values.get(i)));
        runner.feed(inputs.get(i).place(), fed.get(i));
      }
      try (Result result = runner.run()) {
        List<FloatValues> answers = new ArrayList<>();
        for (Map.Entry<String, Tensor> output : result) {
          requireRows(output.getValue().shape(), values.get(0).count());
          answers.add(SavedNumbers.floats(output.getValue()));
        }
        return answers;
      }
    } finally {
      fed.forEach(Tensor::close);
    }
  }

  private void requireRows(Shape answer, int count) {
    if (answer.numDimensions() == 0 || answer.get(0) != count) {
      throw new IllegalArgumentException(
          "%s needs outputs with a row for each of %s examples, got the shape %s; export the model with such outputs"
              .formatted(who, count, answer));
    }
  }

  /**
   * {@return how it is called: {@code image uint8 [count, 28, 28] to probabilities [count, 10]}}
   */
  public String description() {
    List<String> named = new ArrayList<>();
    for (String output : outputs.keySet()) {
      named.add(output + " " + CalledInput.sizes(shapes.get(named.size())));
    }
    return inputs.stream().map(CalledInput::toString).collect(Collectors.joining(", "))
        + " to "
        + String.join(", ", named);
  }
}
