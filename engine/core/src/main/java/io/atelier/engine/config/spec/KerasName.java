package io.atelier.engine.config.spec;

import io.atelier.engine.Keras;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What classes and constants are called in Keras. */
public final class KerasName {
  private KerasName() {}

  /** {@return the name of a class} */
  public static String of(Class<?> type) {
    return annotation(type)
        .map(Keras::name)
        .filter(name -> !name.isEmpty())
        .orElse(type.getSimpleName());
  }

  /** {@return the name of a constant: its own in lower case, unless it says otherwise} */
  public static String of(Enum<?> constant) {
    return annotation(constant)
        .map(Keras::name)
        .filter(name -> !name.isEmpty())
        .orElse(constant.name().toLowerCase(Locale.ROOT));
  }

  /** {@return all names a class is read by} */
  public static List<String> all(Class<?> type) {
    Keras keras = type.getDeclaredAnnotation(Keras.class);
    return Stream.concat(
            Stream.of(of(type), type.getSimpleName()),
            keras == null ? Stream.empty() : Stream.of(keras.also()))
        .distinct()
        .toList();
  }

  /** {@return all names a constant is read by} */
  public static List<String> all(Enum<?> constant) {
    return Stream.concat(
            Stream.of(of(constant), constant.name()),
            annotation(constant).stream().flatMap(keras -> Stream.of(keras.also())))
        .distinct()
        .toList();
  }

  /**
   * {@return a name without what Keras' names of one thing differ in: {@code glorot_uniform} and
   * {@code GlorotUniform} become one}
   */
  public static String loose(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** {@return what is said of a constant} */
  public static Optional<Keras> annotation(Enum<?> constant) {
    try {
      Field field = constant.getDeclaringClass().getField(constant.name());
      return Optional.ofNullable(field.getAnnotation(Keras.class));
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Keras> annotation(Class<?> type) {
    return Optional.ofNullable(type.getDeclaredAnnotation(Keras.class));
  }
}
