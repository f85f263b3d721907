package io.atelier.engine.config;

import io.atelier.engine.Keras;
import io.atelier.engine.config.spec.KerasName;
import io.atelier.engine.config.spec.Kind;
import io.atelier.engine.config.spec.PackageClasses;
import io.atelier.engine.config.spec.RecordForm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** All specs there are: the engine's, and those of users' jars. */
final class Specs {
  /** The engine's own of a kind. */
  private static final ClassValue<List<Class<? extends Record>>> BUILT_IN =
      new ClassValue<>() {
        @Override
        protected List<Class<? extends Record>> computeValue(Class<?> kind) {
          return kind.isInterface()
              ? PackageClasses.beside(kind).stream()
                  .filter(Class::isRecord)
                  .filter(type -> Kind.of(type).filter(of -> of.type() == kind).isPresent())
                  .<Class<? extends Record>>map(type -> type.asSubclass(Record.class))
                  .toList()
              : List.of(kind.asSubclass(Record.class));
        }
      };

  /** The same by all names they are read by, but those that are written as parts of another. */
  private static final ClassValue<Map<String, Class<? extends Record>>> NAMES =
      new ClassValue<>() {
        @Override
        protected Map<String, Class<? extends Record>> computeValue(Class<?> kind) {
          Map<String, Class<? extends Record>> names = new HashMap<>();
          for (Class<? extends Record> type : BUILT_IN.get(kind)) {
            if (RecordForm.of(type).merged().isEmpty()) {
              KerasName.all(type).forEach(name -> names.put(KerasName.loose(name), type));
            }
          }
          return names;
        }
      };

  private static final String SEPARATOR = ">";

  /** What Keras puts before names that were registered without a package, its own once too. */
  private static final String CUSTOM = "Custom" + SEPARATOR;

  /** What stands before the names of the engine's specs that Keras has not. */
  private static final String ATELIER = "atelier" + SEPARATOR;

  private final Map<String, Class<? extends Record>> provided;

  /**
   * @param provided users' own by their names, {@code package>Name}
   */
  Specs(Map<String, Class<? extends Record>> provided) {
    this.provided = provided;
  }

  /** {@return the engine's own of a kind} */
  static List<Class<? extends Record>> builtIn(Kind kind) {
    return BUILT_IN.get(kind.type());
  }

  /** {@return those of a kind that are written as parts of another} */
  List<Class<? extends Record>> merged(Kind kind) {
    return builtIn(kind).stream()
        .filter(type -> RecordForm.of(type).merged().isPresent())
        .<Class<? extends Record>>map(type -> type)
        .toList();
  }

  /** {@return the spec of a name that Keras or a provider gives it} */
  Optional<Class<? extends Record>> named(Kind kind, String name) {
    Class<? extends Record> own = provided.get(name);
    if (own != null) {
      return Kind.of(own).filter(kind::equals).map(of -> own);
    }
    String bare =
        Stream.of(CUSTOM, ATELIER)
            .filter(name::startsWith)
            .map(prefix -> name.substring(prefix.length()))
            .findFirst()
            .orElse(name);
    return Optional.ofNullable(NAMES.get(kind.type()).get(KerasName.loose(bare)));
  }

  /** {@return the known name that is most like another} */
  String nearest(Kind kind, String name) {
    List<String> known = new ArrayList<>();
    builtIn(kind).forEach(type -> known.add(KerasName.of(type)));
    provided.forEach(
        (own, type) -> Kind.of(type).filter(kind::equals).ifPresent(of -> known.add(own)));
    return nearest(known, name);
  }

  /** {@return the name that is most like another} */
  static String nearest(List<String> known, String name) {
    return known.stream()
        .min(
            Comparator.comparing(
                other ->
                    LevenshteinDistance.getDefaultInstance()
                        .apply(KerasName.loose(name), KerasName.loose(other))))
        .orElse("none");
  }

  /** {@return the registered name of a spec that Keras has not; empty for one that it has} */
  Optional<String> registered(Class<?> type, Kind kind) {
    Optional<String> own =
        provided.entrySet().stream()
            .filter(entry -> entry.getValue() == type)
            .map(Map.Entry::getKey)
            .findFirst();
    if (own.isEmpty() && !builtIn(kind).contains(type)) {
      throw new IllegalArgumentException(
          "%s needs a name in files, got a class that no SpecProvider lists; write a SpecProvider that lists %s"
              .formatted(type.getSimpleName(), type.getName()));
    }
    Keras keras = type.getDeclaredAnnotation(Keras.class);
    return keras != null && keras.own() ? Optional.of(ATELIER + KerasName.of(type)) : own;
  }
}
