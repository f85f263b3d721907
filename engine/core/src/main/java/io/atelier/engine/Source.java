package io.atelier.engine;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tensorflow.ndarray.Shape;

/** Prints a specification as the Java expression that makes it again. */
public final class Source {
  private Source() {}

  /**
   * {@return the canonical constructor call of {@code spec}, for example {@code new Dropout(0.2)}}
   * What Java has no expression for, such as a lambda, is named in angle brackets; nothing throws.
   *
   * @param spec of any class, public or not
   */
  public static String of(Record spec) {
    return Arrays.stream(spec.getClass().getRecordComponents())
        .map(component -> valueOf(spec, component))
        .collect(Collectors.joining(", ", "new " + spec.getClass().getSimpleName() + "(", ")"));
  }

  /** {@return a constructor call with these arguments, {@code new Size(2, 3)}} */
  public static String call(String type, Object... arguments) {
    return joined(Arrays.stream(arguments).map(Source::literal), "new " + type + "(", ")");
  }

  private static String valueOf(Record spec, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return literal(accessor.invoke(spec));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return "<" + component.getName() + ">";
    }
  }

  private static String literal(Object value) {
    if (value instanceof Record spec) {
      String own = spec.toString();
      return isJavas(spec, own) ? of(spec) : own;
    }
    if (value instanceof Shape shape) {
      return shape.isUnknown()
          ? "Shape.unknown()"
          : joined(Arrays.stream(shape.asArray()).mapToObj(Long::toString), "Shape.of(", ")");
    }
    if (value instanceof Enum<?> constant) {
      return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
    }
    if (value instanceof Class<?> type) {
      return type.getSimpleName() + ".class";
    }
    if (value != null && value.getClass().isArray()) {
      return array(value);
    }
    String collected = collection(value);
    return collected != null ? collected : optional(value);
  }

  /** Whether a record's text is the one that Java makes, {@code Name[first=1]}. */
  private static boolean isJavas(Record spec, String text) {
    RecordComponent[] components = spec.getClass().getRecordComponents();
    String first = components.length == 0 ? "]" : components[0].getName() + "=";
    return text.startsWith(spec.getClass().getSimpleName() + "[" + first);
  }

  private static String array(Object array) {
    return joined(
        IntStream.range(0, Array.getLength(array)).mapToObj(i -> literal(Array.get(array, i))),
        "new " + array.getClass().getSimpleName() + " {",
        "}");
  }

  private static String collection(Object value) {
    if (value instanceof List<?> list) {
      boolean holdsNull = list.stream().anyMatch(element -> element == null);
      return joined(
          list.stream().map(Source::literal), holdsNull ? "Arrays.asList(" : "List.of(", ")");
    }
    if (value instanceof Set<?> set) {
      return joined(set.stream().map(Source::literal), "Set.of(", ")");
    }
    if (value instanceof Map<?, ?> map) {
      return joined(
          map.entrySet().stream()
              .map(
                  entry ->
                      "Map.entry("
                          + literal(entry.getKey())
                          + ", "
                          + literal(entry.getValue())
                          + ")"),
          "Map.ofEntries(",
          ")");
    }
    return null;
  }

  private static String optional(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional
          .map(present -> "Optional.of(" + literal(present) + ")")
          .orElse("Optional.empty()");
    }
    if (value instanceof OptionalLong number) {
      return number.isEmpty()
          ? "OptionalLong.empty()"
          : "OptionalLong.of(" + literal(number.getAsLong()) + ")";
    }
    if (value instanceof OptionalInt number) {
      return number.isEmpty() ? "OptionalInt.empty()" : "OptionalInt.of(" + number.getAsInt() + ")";
    }
    if (value instanceof OptionalDouble number) {
      return number.isEmpty()
          ? "OptionalDouble.empty()"
          : "OptionalDouble.of(" + literal(number.getAsDouble()) + ")";
    }
    return plain(value);
  }

  private static String plain(Object value) {
    if (value instanceof String text) {
      return '"' + text.codePoints().mapToObj(Source::escaped).collect(Collectors.joining()) + '"';
    }
    if (value instanceof Character character) {
      return character == '\'' ? "'\\''" : "'" + escaped(character) + "'";
    }
    if (value instanceof Long number) {
      return number + "L";
    }
    if (value instanceof Byte || value instanceof Short) {
      return "(" + (value instanceof Byte ? "byte" : "short") + ") " + value;
    }
    if (value instanceof Double number) {
      return floating("Double", number, Double.toString(number));
    }
    if (value instanceof Float number) {
      return floating("Float", number, number + "f");
    }
    if (value != null && (value.getClass().isSynthetic() || value.getClass().isHidden())) {
      return Arrays.stream(value.getClass().getInterfaces())
          .map(Class::getSimpleName)
          .collect(Collectors.joining(" & ", "<", ">"));
    }
    return String.valueOf(value);
  }

  private static String floating(String type, double number, String finite) {
    if (Double.isNaN(number)) {
      return type + ".NaN";
    }
    return Double.isInfinite(number)
        ? type + (number > 0 ? ".POSITIVE_INFINITY" : ".NEGATIVE_INFINITY")
        : finite;
  }

  private static String escaped(int codePoint) {
    return switch (codePoint) {
      case '\\' -> "\\\\";
      case '"' -> "\\\"";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> Character.toString(codePoint);
    };
  }

  private static String joined(Stream<String> parts, String before, String after) {
    return parts.collect(Collectors.joining(", ", before, after));
  }
}
