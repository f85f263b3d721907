package io.atelier.paper.network;

import io.atelier.lab.config.KernelInitializer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The paper's 22 networks by name. */
public final class Catalogue {
  private static final List<PaperModel> MODELS =
      Stream.concat(mlps().stream(), cnns().stream()).toList();

  private Catalogue() {}

  /** {@return all models: 12 MLPs, then 10 CNNs} */
  public static List<PaperModel> models() {
    return MODELS;
  }

  /**
   * {@return the named model: of the catalogue, or of a size that the name says, {@code mlp-256x3}
   * or {@code cnn-64k5s1-128k3s2}; empty if there is none}
   *
   * @throws IllegalArgumentException if a size in the name is out of its range
   */
  public static Optional<PaperModel> find(String name) {
    return MODELS.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .or(() -> Tuned.named(name));
  }

  private static List<PaperModel> mlps() {
    List<PaperModel> models = new ArrayList<>();
    List<String> sizes = List.of("small", "medium", "large");
    for (KernelInitializer initializer :
        List.of(KernelInitializer.GLOROT_UNIFORM, KernelInitializer.HE_UNIFORM)) {
      String suffix = initializer == KernelInitializer.HE_UNIFORM ? "-he" : "";
      for (int layers = 1; layers <= sizes.size(); layers++) {
        for (int units : new int[] {64, 128}) {
          String name = "mlp-" + sizes.get(layers - 1) + "-" + units + suffix;
          models.add(new Mlp(name, layers, units, initializer));
        }
      }
    }
    return models;
  }

  private static List<PaperModel> cnns() {
    return List.of(
        cnn("small", OptionalInt.empty(), 32),
        cnn("small", OptionalInt.empty(), 64),
        cnn("medium", OptionalInt.empty(), 32, 64),
        cnn("medium", OptionalInt.empty(), 64, 128),
        cnn("large", OptionalInt.empty(), 32, 64, 128),
        cnn("large", OptionalInt.empty(), 64, 128, 256),
        cnn("medium", OptionalInt.of(64), 32, 64),
        cnn("medium", OptionalInt.of(128), 64, 128),
        cnn("large", OptionalInt.of(128), 32, 64, 128),
        cnn("large", OptionalInt.of(256), 64, 128, 256));
  }

  private static Cnn cnn(String size, OptionalInt dense, int... filters) {
    String widths =
        Arrays.stream(filters).mapToObj(Integer::toString).collect(Collectors.joining("-"));
    String suffix = dense.isPresent() ? "-dense" + dense.getAsInt() : "";
    return new Cnn(
        "cnn-" + size + "-" + widths + suffix, Arrays.stream(filters).boxed().toList(), dense);
  }
}
