package io.atelier.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.initializer.Constant;
import io.atelier.engine.initializer.Identity;
import io.atelier.engine.initializer.Orthogonal;
import io.atelier.engine.initializer.RandomNormal;
import io.atelier.engine.initializer.RandomUniform;
import io.atelier.engine.initializer.TruncatedNormal;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.AdamW;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.CosineDecay;
import io.atelier.engine.optimizer.ExponentialDecay;
import io.atelier.engine.optimizer.InverseTimeDecay;
import io.atelier.engine.optimizer.PiecewiseConstantDecay;
import io.atelier.engine.optimizer.RmsProp;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.optimizer.WeightGroup;
import io.atelier.engine.optimizer.wrapper.ClipByNorm;
import io.atelier.engine.optimizer.wrapper.ClipByValue;
import io.atelier.engine.optimizer.wrapper.DecoupledWeightDecay;
import io.atelier.engine.optimizer.wrapper.MovingAverage;
import io.atelier.engine.training.EarlyStopping;
import io.atelier.engine.training.Monitor;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every number that a specification holds as a double and the engine computes with as a float. */
class Float32Test {
  private static final ConstantRate RATE = new ConstantRate(0.1);

  /** Each setting that may be large, by the name its message has. */
  private static final Map<String, DoubleFunction<Object>> SETTINGS =
      Map.ofEntries(
          Map.entry("ConstantRate needs rate", ConstantRate::new),
          Map.entry("CosineDecay needs initialRate", x -> new CosineDecay(x, 10, 0)),
          Map.entry("CosineDecay needs decaySteps", x -> new CosineDecay(1, x, 0)),
          Map.entry("CosineDecay needs alpha", x -> new CosineDecay(1, 10, x)),
          Map.entry(
              "ExponentialDecay needs initialRate", x -> new ExponentialDecay(x, 10, 1, false)),
          Map.entry("ExponentialDecay needs decaySteps", x -> new ExponentialDecay(1, x, 1, true)),
          Map.entry("ExponentialDecay needs decayRate", x -> new ExponentialDecay(1, 10, x, true)),
          Map.entry("InverseTimeDecay needs initialRate", x -> new InverseTimeDecay(x, 10, 1)),
          Map.entry("InverseTimeDecay needs decaySteps", x -> new InverseTimeDecay(1, x, 1)),
          Map.entry("InverseTimeDecay needs decayRate", x -> new InverseTimeDecay(1, 10, x, true)),
          Map.entry(
              "PiecewiseConstantDecay needs rate",
              x -> new PiecewiseConstantDecay(List.of(5L), List.of(1.0, x))),
          Map.entry("Adam needs epsilon", x -> new Adam(RATE, 0.9, 0.999, x)),
          Map.entry("RmsProp needs epsilon", x -> new RmsProp(RATE, 0.9, x)),
          Map.entry("AdamW needs weightDecay", x -> new AdamW(RATE, x)),
          Map.entry("ClipByNorm needs limit", x -> new ClipByNorm(x, new Sgd(0.1))),
          Map.entry(
              "DecoupledWeightDecay needs decay", x -> new DecoupledWeightDecay(x, new Sgd(1))),
          Map.entry("WeightGroup needs rateFactor", x -> new WeightGroup("a", x)),
          Map.entry("ClipByValue needs limit", x -> new ClipByValue(x, new Sgd(0.1))),
          Map.entry("EarlyStopping needs minDelta", x -> stopping(x, OptionalDouble.empty())),
          Map.entry("EarlyStopping needs baseline", x -> stopping(0, OptionalDouble.of(x))),
          Map.entry("Constant needs value", Constant::new),
          Map.entry("Identity needs gain", Identity::new),
          Map.entry("Orthogonal needs gain", x -> new Orthogonal(x, OptionalLong.empty())),
          Map.entry("RandomNormal needs mean", x -> new RandomNormal(x, 1)),
          Map.entry("RandomNormal needs deviation", x -> new RandomNormal(0, x)),
          Map.entry("TruncatedNormal needs mean", x -> new TruncatedNormal(x, 1)),
          Map.entry("TruncatedNormal needs deviation", x -> new TruncatedNormal(0, x)),
          Map.entry("RandomUniform needs max", x -> new RandomUniform(0, x)));

  /** Each setting in [0, 1]. */
  private static final Map<String, DoubleFunction<Object>> SHARES =
      Map.of(
          "Adam needs beta1", x -> new Adam(RATE, x, 0.999, 0),
          "Adam needs beta2", x -> new Adam(RATE, 0.9, x, 0),
          "RmsProp needs rho", x -> new RmsProp(RATE, x, 0),
          "Sgd needs momentum", x -> new Sgd(RATE, x, true),
          "MovingAverage needs momentum", x -> new MovingAverage(x, new Sgd(0.1)),
          "Dropout needs", Dropout::new);

  private static EarlyStopping stopping(double minDelta, OptionalDouble baseline) {
    return new EarlyStopping(Monitor.VALIDATION_LOSS, 1, minDelta, baseline, 0, false);
  }

  static Stream<String> settings() {
    return SETTINGS.keySet().stream();
  }

  static Stream<String> shares() {
    return SHARES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aSettingThatFloat32TakesForInfiniteOrZeroIsRefused(String setting) {
    for (double wrong : new double[] {1e300, 3.5e38, 1e-39, 1e-60, Double.MIN_VALUE}) {
      assertThatIllegalArgumentException()
          .as("%s %s", setting, wrong)
          .isThrownBy(() -> SETTINGS.get(setting).apply(wrong))
          .withMessage(
              setting
                  + " to be a number that float32 holds (0, or 1.2E-38 to 3.4E38 in size), got "
                  + wrong
                  + "; give a number in that range");
    }
    for (double right : new double[] {3.4e38, 1, 1.2e-38}) {
      assertThat(SETTINGS.get(setting).apply(right)).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("shares")
  void aShareThatFloat32TakesForZeroOrOneIsRefused(String share) {
    for (double wrong : new double[] {1e-39, 1e-60, 1 - 1e-9, 0.99999999}) {
      assertThatIllegalArgumentException()
          .as("%s %s", share, wrong)
          .isThrownBy(() -> SHARES.get(share).apply(wrong))
          .withMessageStartingWith(share)
          .withMessageContaining("got " + wrong + "; give");
    }
    for (double right : new double[] {0, 1.2e-38, 0.5, 0.9999999}) {
      assertThat(SHARES.get(share).apply(right)).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"1e300, 1", "1, 1e300", "1, 1e-300", "-1e39, 1", "1e-300, 1e300"})
  void aRescalingByWhatFloat32TakesForInfiniteOrZeroIsRefused(double numerator, double by) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rescaling(numerator, by))
        .withMessageContaining(
            "got " + numerator + "/" + by + "; for bytes to [0, 1] use new Rescaling(1, 255)");
  }

  @Test
  void rescalingTakesLargeNumbersWhoseQuotientIsNone() {
    assertThat(new Rescaling(1e300, -1e300)).isNotNull();
    assertThat(new Rescaling(0, 1e300)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"1, 1.00000001", "-3e38, 3e38", "1e-39, 1", "0, 1e-39"})
  void aUniformOfOneFloatOrOfMoreThanAllIsRefused(double min, double max) {
    assertThatIllegalArgumentException().isThrownBy(() -> new RandomUniform(min, max));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void whatIsNoFiniteNumberIsNone(double value) {
    assertThat(Float32.holds(value)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stopping(0, OptionalDouble.of(value)))
        .withMessageStartingWith("EarlyStopping needs baseline to be a number that float32 holds");
  }

  @Test
  void negativeNumbersHaveTheSameRange() {
    assertThat(Float32.holds(-1.2e-38)).isTrue();
    assertThat(Float32.holds(-3.4e38)).isTrue();
    assertThat(Float32.holds(-1e-39)).isFalse();
    assertThat(Float32.holds(-0.0)).isTrue();
  }
}
