package io.atelier.engine.config;

import io.atelier.data.Given;
import io.atelier.data.Services;
import io.atelier.engine.config.spec.KerasName;
import io.atelier.engine.config.spec.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The specs of users' jars, through ServiceLoader. */
final class Providers {
  private Providers() {}

  /**
   * {@return the records by their names in files, {@code package>Name}}
   *
   * @param loader that sees the jars
   * @throws IllegalArgumentException if a provider cannot be made, or what it says cannot be meant
   */
  static Map<String, Class<? extends Record>> load(ClassLoader loader) {
    return of(Services.of(SpecProvider.class, loader));
  }

  /** {@return the records of some providers, as {@link #load} gives them} */
  static Map<String, Class<? extends Record>> of(Iterable<SpecProvider> providers) {
    Map<String, Class<? extends Record>> found = new HashMap<>();
    providers.forEach(provider -> add(provider, found));
    return found;
  }

  private static void add(SpecProvider provider, Map<String, Class<? extends Record>> found) {
    String who = provider.getClass().getName();
    String name = provider.packageName();
    if (name == null || !name.matches("[A-Za-z0-9_.-]+")) {
      throw new IllegalArgumentException(
          "%s needs a package name of letters, digits, '_', '.' or '-', got %s; choose a name such as my-layers"
              .formatted(who, name == null ? null : '"' + name + '"'));
    }
    List<Class<? extends Record>> specs = Given.list(provider.specs(), who, "record classes");
    for (Class<? extends Record> spec : specs) {
      if (!spec.isRecord() || Kind.of(spec).isEmpty()) {
        throw new IllegalArgumentException(
            "%s needs records that are specs, got %s; list records that implement Layer, Loss, Optimizer or another kind"
                .formatted(who, spec.getName()));
      }
      String whole = name + ">" + KerasName.of(spec);
      Class<?> other = found.put(whole, spec);
      if (other != null && other != spec) {
        throw new IllegalArgumentException(
            "%s needs names of its own, got %s for %s, which is also the name of %s; rename one of them"
                .formatted(who, whole, spec.getName(), other.getName()));
      }
    }
  }
}
