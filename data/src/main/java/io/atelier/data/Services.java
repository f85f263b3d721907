package io.atelier.data;

import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * What the jars on the class path bring: the classes that their {@code META-INF/services} list.
 *
 * <pre>{@code
 * List<DataSetProvider> providers = Services.of(DataSetProvider.class);
 * }</pre>
 */
public final class Services {
  /**
   * What the program's own class path brings, looked for once: it does not change while the program
   * runs.
   */
  private static final ClassValue<List<?>> OWN =
      new ClassValue<>() {
        @Override
        protected List<?> computeValue(Class<?> type) {
          return load(type, Services.class.getClassLoader());
        }
      };

  private Services() {}

  /** {@return one of each class that implements a type, as {@link #of(Class, ClassLoader)}} */
  public static <T> List<T> of(Class<T> type) {
    return of(type, Thread.currentThread().getContextClassLoader());
  }

  /**
   * {@return one of each class that implements a type, in the order of the class path} Those of the
   * program's own class path are the same ones each time.
   *
   * @param loader that sees the jars
   * @throws IllegalArgumentException if a class that is listed is not there, was made for a newer
   *     Java, or fails when it is made
   */
  public static <T> List<T> of(Class<T> type, ClassLoader loader) {
    return loader == Services.class.getClassLoader()
        ? OWN.get(type).stream().map(type::cast).toList()
        : load(type, loader);
  }

  private static <T> List<T> load(Class<T> type, ClassLoader loader) {
    try {
      return ServiceLoader.load(type, loader).stream().map(ServiceLoader.Provider::get).toList();
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new IllegalArgumentException(
          "A %s cannot be used: %s%s; mend its line in META-INF/services, and give it a public constructor without arguments"
              .formatted(
                  type.getSimpleName(),
                  e.getMessage(),
                  e.getCause() == null ? "" : ": " + e.getCause()),
          e);
    }
  }

  /**
   * {@return the only one of those that know a name; empty if there is none}
   *
   * @param found those that know it
   * @param what the name is of, {@code model}
   * @throws IllegalArgumentException if there are two
   */
  public static <T> Optional<T> only(List<T> found, String name, String what) {
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "%s needs to be the name of one %s, got those of %s and %s; rename one of them"
              .formatted(
                  name,
                  what,
                  found.get(0).getClass().getName(),
                  found.get(1).getClass().getName()));
    }
    return found.stream().findFirst();
  }
}
