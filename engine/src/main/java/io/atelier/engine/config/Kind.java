package io.atelier.engine.config;

import io.atelier.engine.Keras;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind of specs, such as all losses; where there is only one of a kind, that one.
 *
 * @param type the interface
 * @param keras what its specs share
 */
record Kind(Class<?> type, Keras keras) {
  /** {@return the kind a class belongs to, if it is a spec's} */
  static Optional<Kind> of(Class<?> type) {
    return supertypes(type)
        .filter(Class::isInterface)
        .flatMap(Kind::declared)
        .findFirst()
        .or(() -> declared(type).findFirst());
  }

  private static Stream<Kind> declared(Class<?> type) {
    Keras keras = type.getDeclaredAnnotation(Keras.class);
    return keras == null || keras.module().isEmpty()
        ? Stream.empty()
        : Stream.of(new Kind(type, keras));
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
  String module(Class<?> spec) {
    Keras own = spec.getDeclaredAnnotation(Keras.class);
    return own == null || own.module().isEmpty() ? keras.module() : own.module();
  }

  /** {@return whether Keras names each of them, by {@code name}} */
  boolean named() {
    return FixedKeys.of(keras).ignored().contains("name");
  }
}
