package io.atelier.engine.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** The tensors of the goldens: nested lists, or short texts such as {@code ones(100,4)}. */
final class GoldenTensor {
  private static final Pattern SIZES = Pattern.compile("[(\\[](\\d+(?:, ?\\d+)*)[)\\]]");

  private GoldenTensor() {}

  /** {@return integers if the node says so or holds nothing else, otherwise floats} */
  static Values of(JsonNode node) {
    FloatValues floats = floats(node);
    boolean integers = node.isTextual() ? node.asText().endsWith(" int") : integral(node);
    if (!integers) {
      return floats;
    }
    int[] values = new int[floats.values().length];
    Arrays.setAll(values, i -> (int) floats.values()[i]);
    return IntValues.of(values, sizes(floats));
  }

  /** {@return a tensor; a single number has the shape [1]} */
  static FloatValues floats(JsonNode node) {
    if (node.isTextual()) {
      return described(node.asText());
    }
    List<Integer> shape = new ArrayList<>();
    for (JsonNode inner = node; inner.isArray(); inner = inner.get(0)) {
      shape.add(inner.size());
    }
    if (shape.isEmpty()) {
      shape.add(1);
    }
    return FloatValues.of(floats(numbers(node)), ints(shape));
  }

  private static FloatValues described(String text) {
    int[] shape = lastSizes(text);
    IntToDoubleFunction element;
    if (text.contains("ones")) {
      double factor = text.contains("*") ? Double.parseDouble(text.split("\\*", 2)[0]) : 1;
      element = i -> factor;
    } else if (text.startsWith("zeros")) {
      element = i -> 0;
    } else if (text.startsWith("1..n")) {
      element = i -> i + 1;
    } else if (text.startsWith("[((f+128)%255)-127 ")) {
      element = i -> ((i + 128) % 255) - 127;
    } else if (text.startsWith("arange") || text.startsWith("any ")) {
      element = i -> i;
    } else {
      throw new IllegalArgumentException("unknown tensor: " + text);
    }
    int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return FloatValues.of(floats(IntStream.range(0, size).mapToDouble(element).toArray()), shape);
  }

  /** {@return 1, 2, 3 … in the given shape} */
  static FloatValues counting(JsonNode shape) {
    return described("1..n " + shape);
  }

  /**
   * {@return the last group of sizes in a text: {@code [10, 75]} of {@code reshape to (10, 75)}}
   */
  static int[] lastSizes(String text) {
    Matcher matcher = SIZES.matcher(text);
    int[] sizes = null;
    while (matcher.find()) {
      sizes = Arrays.stream(matcher.group(1).split(", ?")).mapToInt(Integer::parseInt).toArray();
    }
    if (sizes == null) {
      throw new IllegalArgumentException("no shape in: " + text);
    }
    return sizes;
  }

  /** {@return the numbers of nested lists, row-major} */
  static double[] numbers(JsonNode node) {
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false)
            .flatMapToDouble(child -> Arrays.stream(numbers(child)))
            .toArray()
        : new double[] {number(node)};
  }

  private static double number(JsonNode node) {
    if (!node.isNumber()) {
      throw new IllegalArgumentException("not a number: " + node);
    }
    return node.asDouble();
  }

  private static boolean integral(JsonNode node) {
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false).allMatch(GoldenTensor::integral)
        : node.isIntegralNumber();
  }

  static double[] doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  static double[] doubles(List<? extends Number> values) {
    return values.stream().mapToDouble(Number::doubleValue).toArray();
  }

  static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** {@return the whole shape} */
  static int[] sizes(Values values) {
    return ints(values.shape());
  }

  /** {@return the shape without its first size} */
  static long[] exampleShape(Values values) {
    return values.shape().stream().skip(1).mapToLong(Integer::longValue).toArray();
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
