package io.atelier.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExamplesTest {
  private final Examples examples =
      new Examples(
          ByteValues.of(new byte[] {1, 2, 3, 4, 5, 6}, 3, 2),
          FloatValues.of(new float[] {10, 20, 30}, 3));

  @Test
  void selectsInputsAndTargetsTogether() {
    assertThat(examples.select(new int[] {2, 0}))
        .isEqualTo(
            new Examples(
                ByteValues.of(new byte[] {5, 6, 1, 2}, 2, 2),
                FloatValues.of(new float[] {30, 10}, 2)));
  }

  @Test
  void slicesInputsAndTargetsTogether() {
    assertThat(examples.slice(1, 2))
        .isEqualTo(
            new Examples(
                ByteValues.of(new byte[] {3, 4}, 1, 2), FloatValues.of(new float[] {20}, 1)));
  }

  @Test
  void reshapesInputsOnly() {
    Examples reshaped = examples.reshapeInputs(1, 2, 1);
    assertThat(reshaped.inputs().shape()).containsExactly(3, 1, 2, 1);
    assertThat(reshaped.targets()).isSameAs(examples.targets());
    assertThat(reshaped.size()).isEqualTo(3);
  }

  @Test
  void rejectsInputsWithoutTargets() {
    assertThatThrownBy(() -> new Examples(examples.inputs(), IntValues.of(new int[2], 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Examples needs one target for each input, got 3 inputs and 2 targets;"
                + " give both the same first dimension");
  }
}
