package io.atelier.paper.network;

import io.atelier.lab.config.KernelInitializer;
import io.atelier.paper.network.TunedCnn.Convolution;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Networks of any size, whose names say all: {@code mlp-256x3} has three hidden layers of 256
 * units; {@code cnn-64k5s1-128k3s2-dense128} has 64 filters of 5x5 with stride 1, 128 of 3x3 with
 * stride 2, and a dense layer of 128.
 */
final class Tuned {
  private static final String NUMBER = "([1-9]\\d{0,5})";
  private static final Pattern MLP = Pattern.compile("mlp-" + NUMBER + "x" + NUMBER);
  private static final Pattern CONVOLUTION =
      Pattern.compile("-" + NUMBER + "k" + NUMBER + "s" + NUMBER);
  private static final Pattern DENSE = Pattern.compile("-dense" + NUMBER);
  private static final Pattern CNN =
      Pattern.compile("cnn((?:%s)+)((?:%s)*)".formatted(CONVOLUTION, DENSE));

  /** Of a name: with as many layers as there may be, and as many digits. */
  private static final int LONGEST = 2000;

  private Tuned() {}

  /**
   * {@return the named network; empty if the name is none}
   *
   * @throws IllegalArgumentException if a size in the name is out of its range
   */
  static Optional<PaperModel> named(String name) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher mlp = MLP.matcher(name);
    if (mlp.matches()) {
      return Optional.of(
          new Mlp(
              name,
              number(mlp.group(2), SizeBound.LAYERS),
              number(mlp.group(1), SizeBound.UNITS),
              KernelInitializer.GLOROT_UNIFORM));
    }
    Matcher cnn = CNN.matcher(name);
    return cnn.matches()
        ? Optional.of(new TunedCnn(convolutions(name), denseUnits(name)))
        : Optional.empty();
  }

  private static List<Convolution> convolutions(String name) {
    return found(CONVOLUTION, name)
        .map(
            found ->
                new Convolution(
                    number(found.group(1), SizeBound.FILTERS),
                    number(found.group(2), SizeBound.KERNEL),
                    number(found.group(3), SizeBound.STRIDES)))
        .toList();
  }

  private static List<Integer> denseUnits(String name) {
    return found(DENSE, name).map(found -> number(found.group(1), SizeBound.UNITS)).toList();
  }

  private static Stream<MatchResult> found(Pattern layer, String name) {
    List<MatchResult> found = layer.matcher(name).results().toList();
    if (!found.isEmpty()) {
      SizeBound.LAYERS.require(found.size());
    }
    return found.stream();
  }

  private static int number(String digits, SizeBound bound) {
    return bound.require(Integer.parseInt(digits));
  }
}
