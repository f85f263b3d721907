package io.atelier.engine.config.spec;

import io.atelier.engine.Keras;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind of specs, such as all losses; where there is only one of a kind, that one.
 *
 * @param type the interface
 * @param keras what its specs share
 * @param shared settings of Keras that they all do not have
 */
public record Kind(Class<?> type, Keras keras, FixedKeys shared) {
  private static final ClassValue<Optional<Kind>> DECLARED =
      new ClassValue<>() {
        @Override
        protected Optional<Kind> computeValue(Class<?> type) {
          Keras keras = type.getDeclaredAnnotation(Keras.class);
          return keras == null || keras.module().isEmpty()
              ? Optional.empty()
              : Optional.of(new Kind(type, keras, FixedKeys.of(keras)));
        }
      };

  /** {@return the kind a class belongs to, if it is a spec's} */
  public static Optional<Kind> of(Class<?> type) {
    return supertypes(type)
        .filter(Class::isInterface)
        .flatMap(each -> DECLARED.get(each).stream())
        .findFirst()
        .or(() -> DECLARED.get(type));
  }

  private static Stream<Class<?>> supertypes(Class<?> type) {
    return type == null
        ? Stream.empty()
        : Stream.concat(
            Stream.of(type),
            Stream.concat(
                Arrays.stream(type.getInterfaces()).flatMap(Kind::supertypes),
                supertypes(type.getSuperclass())));
  }

  /** {@return Keras' package of a spec of this kind} */
  public String module(Class<?> spec) {
    Keras own = spec.getDeclaredAnnotation(Keras.class);
    return own == null || own.module().isEmpty() ? keras.module() : own.module();
  }

  /** {@return whether Keras names each of them, by {@code name}} */
  public boolean named() {
    return shared.ignored().contains("name");
  }
}
