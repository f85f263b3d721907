package io.atelier.data.fetch;

import io.atelier.data.Services;
import java.util.List;
import java.util.Optional;

/** The data sets that are known by name: those of every jar on the class path. */
public final class KnownDataSets {
  private KnownDataSets() {}

  /** {@return all of them} */
  public static List<DataSetProvider> all() {
    return Services.of(DataSetProvider.class);
  }

  /**
   * {@return the data set of this name}
   *
   * @throws IllegalArgumentException if two have it
   */
  public static Optional<DataSetProvider> named(String name) {
    List<DataSetProvider> found =
        all().stream().filter(provider -> provider.name().equals(name)).toList();
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "%s needs to be the name of one data set, got those of %s and %s; rename one of them"
              .formatted(
                  name, found.get(0).getClass().getName(), found.get(1).getClass().getName()));
    }
    return found.stream().findFirst();
  }

  /** {@return all names, for messages} */
  public static String names() {
    return String.join(", ", all().stream().map(DataSetProvider::name).toList());
  }
}
