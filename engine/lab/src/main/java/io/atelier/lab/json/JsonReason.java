package io.atelier.lab.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a JSON text is refused, in the words of whoever wrote it, not of the library that read it.
 */
public final class JsonReason {
  private JsonReason() {}

  /** {@return the rule that was broken, with the key it was broken at} */
  public static String of(JsonProcessingException e) {
    if (rootCause(e) instanceof IllegalArgumentException range) {
      return range.getMessage();
    }
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "unknown setting '%s'; the settings are %s"
          .formatted(key(unknown), names(unknown.getReferringClass()));
    }
    if (!(e instanceof JsonMappingException wrong)) {
      return "it needs valid JSON, got %s%s".formatted(firstSentence(e), at(e));
    }
    if (wrong.getOriginalMessage().startsWith("Missing ")) {
      return "setting '%s' is missing".formatted(key(wrong));
    }
    Class<?> wanted =
        e instanceof MismatchedInputException mismatch
            ? mismatch.getTargetType()
            : e.getCause() instanceof InputCoercionException large ? large.getTargetType() : null;
    if (wanted == null) {
      return "it needs valid JSON, got %s%s".formatted(firstSentence(e), at(e));
    }
    return key(wrong).isEmpty()
        ? "it needs %s, got something else".formatted(kind(wanted))
        : "setting '%s' needs %s, got something else".formatted(key(wrong), kind(wanted));
  }

  private static String key(JsonMappingException e) {
    return e.getPath().stream()
        .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static String firstSentence(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("something else");
  }

  /** {@return in which line, if that is known} */
  public static String at(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
  }

  private static String names(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    return components == null
        ? "others"
        : Arrays.stream(components)
            .map(component -> written(type, component.getName()))
            .collect(Collectors.joining(", ", "[", "]"));
  }

  /** {@return a component's name as JSON has it} */
  private static String written(Class<?> type, String name) {
    JsonNaming naming = type.getAnnotation(JsonNaming.class);
    return naming != null && naming.value() == PropertyNamingStrategies.SnakeCaseStrategy.class
        ? new PropertyNamingStrategies.SnakeCaseStrategy().translate(name)
        : name;
  }

  /** {@return what a value of a type is called: {@code a whole number}} */
  public static String kind(Class<?> type) {
    if (type.isEnum()) {
      return Stream.of(type.getEnumConstants())
          .map(constant -> Json.name((Enum<?>) constant))
          .collect(Collectors.joining(", ", "one of [", "]"));
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "a whole number";
    }
    if (type.isRecord() || java.util.Map.class.isAssignableFrom(type)) {
      return "an object";
    }
    if (java.util.Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    return type == boolean.class || type == Boolean.class ? "true or false" : "a text";
  }

  private static Throwable rootCause(Throwable e) {
    return e.getCause() == null ? e : rootCause(e.getCause());
  }
}
