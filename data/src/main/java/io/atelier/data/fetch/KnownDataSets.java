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
    return Services.only(found, name, "data set");
  }

  /** {@return all names, for messages} */
  public static String names() {
    return String.join(", ", all().stream().map(DataSetProvider::name).toList());
  }
}
