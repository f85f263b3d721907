package io.atelier.engine.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.runtime.Execution.Precision;
import io.atelier.engine.runtime.Sets;
import io.atelier.engine.runtime.build.Blueprint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.DeviceSpec;

class PlanTest {
  private static final Blueprint SMALL = Blueprint.of(Sets.mlp());

  @ParameterizedTest
  @EnumSource(Precision.class)
  void onACpuTheExecutorRoundsToHalfPrecision(Precision precision) {
    Plan plan = Plan.of(SMALL, "CPU", Execution.AUTO.withPrecision(precision), true);

    assertThat(plan.precision()).isEqualTo(precision);
    assertThat(plan.replicas()).isEmpty();
    assertThat(plan.strategy())
        .isEqualTo(
            precision == Precision.FLOAT32 || precision == Precision.TF32
                ? StepStrategy.XLA
                : StepStrategy.STEPS);
  }

  @Test
  void onlyTheExecutorOfAGpuWidensWhatItGathers() {
    assertThat(Plan.of(SMALL, "GPU", Execution.AUTO, true).rows()).isEqualTo(RowGathering.DIRECT);
    assertThat(Plan.of(SMALL, "GPU", Execution.AUTO, false).rows()).isEqualTo(RowGathering.WIDENED);
    assertThat(Plan.of(SMALL, "CPU", Execution.AUTO, false).rows()).isEqualTo(RowGathering.DIRECT);
  }

  @Test
  void compilesHalfPrecisionWhereItIsToldTo() {
    Execution compiled = new Execution(Device.CPU, 0, Compilation.COMPILED);

    assertThat(Plan.of(SMALL, "CPU", compiled.withPrecision(Precision.BFLOAT16), true).strategy())
        .isEqualTo(StepStrategy.XLA);
  }

  @Test
  void severalDevicesTakeEachStepFromTheExecutor() {
    Plan plan = Plan.of(SMALL, "GPU", Execution.AUTO.withReplicas(3), true);

    assertThat(plan.strategy()).isEqualTo(StepStrategy.STEPS);
    assertThat(plan.rows()).isEqualTo(RowGathering.WIDENED);
    assertThat(plan.replicas())
        .extracting(DeviceSpec::toString)
        .containsExactly("/device:GPU:0", "/device:GPU:1", "/device:GPU:2");
  }

  @Test
  void blocksDivideTheBatchesOfEveryWindow() {
    Plan plan = Plan.of(StepStrategy.XLA_SLICES);
    assertThat(plan.block(new Windowing(45_900, 32, 45_900))).isEqualTo(6); // 1,434 = 2 * 3 * 239
    assertThat(plan.block(new Windowing(1_600, 10, 1_600))).isEqualTo(16);
    assertThat(plan.block(new Windowing(1_610, 10, 1_610))).isEqualTo(7);
    assertThat(plan.block(new Windowing(130, 10, 60))).isEqualTo(1); // 6, 6 and 1
    assertThat(plan.block(new Windowing(125, 10, 60))).isEqualTo(6); // 6, 6 and none
    assertThat(Plan.of(StepStrategy.XLA).block(new Windowing(1_600, 10, 1_600))).isEqualTo(1);
  }
}
