package io.atelier.models.fashion;

import io.atelier.models.fashion.TunedCnn.Convolution;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private Tuned() {}

  /** {@return the named network; empty if the name is none} */
  static Optional<FashionModel> named(String name) {
    Matcher mlp = MLP.matcher(name);
    if (mlp.matches()) {
      return Optional.of(
          new Mlp(
              name, number(mlp.group(2)), number(mlp.group(1)), KernelInitializer.GLOROT_UNIFORM));
    }
    Matcher cnn = CNN.matcher(name);
    return cnn.matches()
        ? Optional.of(new TunedCnn(convolutions(name), denseUnits(name)))
        : Optional.empty();
  }

  private static List<Convolution> convolutions(String name) {
    return CONVOLUTION
        .matcher(name)
        .results()
        .map(
            found ->
                new Convolution(
                    number(found.group(1)), number(found.group(2)), number(found.group(3))))
        .toList();
  }

  private static List<Integer> denseUnits(String name) {
    return DENSE.matcher(name).results().map(found -> number(found.group(1))).toList();
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
