package io.atelier.lab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.CosineDecay;
import io.atelier.engine.optimizer.InverseTimeDecay;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.RmsProp;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.optimizer.WeightGroup;
import io.atelier.engine.optimizer.wrapper.DecoupledWeightDecay;
import io.atelier.engine.optimizer.wrapper.WeightGroups;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizerEditTest {
  private static final Optimizer SGD = new Sgd(new ConstantRate(0.01), 0.8, true);
  private static final Optimizer DECAYING = new Adam(new InverseTimeDecay(0.001, 1_593_750, 1));

  @Test
  void theRateIsThatWhichItBeginsWith() {
    assertThat(OptimizerEdit.rate(SGD, 0.5)).isEqualTo(new Sgd(new ConstantRate(0.5), 0.8, true));
    assertThat(OptimizerEdit.rate(DECAYING, 0.5))
        .isEqualTo(new Adam(new InverseTimeDecay(0.5, 1_593_750, 1)));
    assertThat(OptimizerEdit.rate(OptimizerEdit.rate(SGD, 0.5))).hasValue(0.5);
    assertThat(OptimizerEdit.rate(DECAYING)).hasValue(0.001);
  }

  @Test
  void theRateOfAWarmUpIsThatWhichItRisesTo() {
    Optimizer warming = new Adam(new CosineDecay(0, 1000, 0).warmingUp(0.01, 100));

    assertThat(OptimizerEdit.rate(warming)).hasValue(0.01);
    assertThat(OptimizerEdit.rate(warming, 0.5))
        .isEqualTo(new Adam(new CosineDecay(0, 1000, 0).warmingUp(0.5, 100)));
  }

  @Test
  void anOptimizerInsideAnotherIsTheOneThatIsChanged() {
    Optimizer grouped = grouped(SGD);

    assertThat(OptimizerEdit.rate(grouped)).hasValue(0.01);
    assertThat(OptimizerEdit.rate(grouped, 0.5))
        .isEqualTo(grouped(new Sgd(new ConstantRate(0.5), 0.8, true)));
    assertThat(OptimizerEdit.momentum(grouped, 0.5))
        .isEqualTo(grouped(new Sgd(new ConstantRate(0.01), 0.5, true)));
  }

  private static Optimizer grouped(Optimizer optimizer) {
    return new DecoupledWeightDecay(
        0.25, new WeightGroups(List.of(new WeightGroup("bias", 0.1)), optimizer));
  }

  /** To the bit: a run that is repeated must be the same run. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1.0 / 3, 0.001, 1.2e-38, 3.4e38, 0x1.fffffffffffffp-5})
  void theRateIsTheOneThatIsAskedFor(double rate) {
    assertThat(OptimizerEdit.rate(OptimizerEdit.rate(DECAYING, rate))).hasValue(rate);
  }

  @Test
  void theMomentumIsThatOfAnyOptimizerThatHasOne() {
    assertThat(OptimizerEdit.momentum(SGD, 0.5))
        .isEqualTo(new Sgd(new ConstantRate(0.01), 0.5, true));
    assertThat(OptimizerEdit.hasMomentum(new RmsProp(0.001))).isTrue();
    assertThat(OptimizerEdit.hasMomentum(DECAYING)).isFalse();
    assertThatThrownBy(() -> OptimizerEdit.momentum(DECAYING, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--momentum needs --optimizer sgd, got adam; leave one of them out");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aRateThatIsNoneIsRefused(double rate) {
    assertThatThrownBy(() -> OptimizerEdit.rate(SGD, rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--learning-rate needs a positive number, got " + rate);
  }
}
