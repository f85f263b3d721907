package io.atelier.engine;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.tensorflow.ndarray.Shape;

/** Prints a specification as the Java expression that makes it again. */
public final class Source {
  private Source() {}

  /**
   * {@return the canonical constructor call of {@code spec}, for example {@code new Dropout(0.2)}}
   *
   * @throws IllegalStateException if a component cannot be read
   */
  public static String of(Record spec) {
    return Arrays.stream(spec.getClass().getRecordComponents())
        .map(component -> literal(valueOf(spec, component)))
        .collect(Collectors.joining(", ", "new " + spec.getClass().getSimpleName() + "(", ")"));
  }

  private static Object valueOf(Record spec, RecordComponent component) {
    try {
      return component.getAccessor().invoke(spec);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Source needs readable components, got " + component, e);
    }
  }

  private static String literal(Object value) {
    if (value instanceof String text) {
      return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
    if (value instanceof Long number) {
      return number + "L";
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      return number.isNaN()
          ? "Double.NaN"
          : number > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
    }
    if (value instanceof Enum<?> constant) {
      return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Source::literal).collect(Collectors.joining(", ", "List.of(", ")"));
    }
    if (value instanceof Shape shape) {
      return Arrays.stream(shape.asArray())
          .mapToObj(Long::toString)
          .collect(Collectors.joining(", ", "Shape.of(", ")"));
    }
    if (value instanceof Optional<?> optional) {
      return optional
          .map(present -> "Optional.of(" + literal(present) + ")")
          .orElse("Optional.empty()");
    }
    if (value instanceof OptionalLong seed) {
      return seed.isEmpty() ? "OptionalLong.empty()" : "OptionalLong.of(" + seed.getAsLong() + "L)";
    }
    if (value instanceof OptionalDouble number) {
      return number.isEmpty()
          ? "OptionalDouble.empty()"
          : "OptionalDouble.of(" + literal(number.getAsDouble()) + ")";
    }
    return String.valueOf(value);
  }
}
