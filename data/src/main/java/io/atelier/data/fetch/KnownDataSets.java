package io.atelier.data.fetch;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The data sets that are known by name: those of every jar on the class path. */
public final class KnownDataSets {
  private KnownDataSets() {}

  /** {@return all of them} */
  public static List<DataSetProvider> all() {
    return ServiceLoader.load(DataSetProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /** {@return the data set of this name} */
  public static Optional<DataSetProvider> named(String name) {
    return all().stream().filter(provider -> provider.name().equals(name)).findFirst();
  }

  /** {@return all names, for messages} */
  public static String names() {
    return String.join(", ", all().stream().map(DataSetProvider::name).toList());
  }
}
