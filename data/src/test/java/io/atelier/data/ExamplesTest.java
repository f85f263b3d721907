package io.atelier.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
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

  private final Values sizes = IntValues.of(new int[] {7, 8, 9}, 3);
  private final Examples several = several(sizes);

  private Examples several(Values more) {
    var named = new LinkedHashMap<String, Values>();
    named.put("image", examples.inputs());
    named.put("size", more);
    return new Examples(named, examples.targets());
  }

  @Test
  void severalInputsAreSelectedAndSlicedTogether() {
    assertThat(several.select(new int[] {2}).columns())
        .containsExactly(
            ByteValues.of(new byte[] {5, 6}, 1, 2),
            IntValues.of(new int[] {9}, 1),
            FloatValues.of(new float[] {30}, 1));
    assertThat(several.slice(0, 1).named())
        .containsEntry("size", IntValues.of(new int[] {7}, 1))
        .hasSize(2);
    assertThat(several.size()).isEqualTo(3);
  }

  @Test
  void inputsAreTheSameInAnyOrder() {
    assertThat(several)
        .isEqualTo(
            new Examples(Map.of("size", sizes, "image", examples.inputs()), examples.targets()));
    assertThat(examples)
        .isEqualTo(new Examples(Map.of("input", examples.inputs()), examples.targets()));
  }

  @Test
  void oneOfSeveralInputsIsNotTheInput() {
    assertThatThrownBy(several::inputs)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Examples of inputs [image, size] needs to be asked for one by name, got a call for its only one; use named()");
    assertThatThrownBy(() -> several.reshapeInputs(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void rejectsSeveralInputsThatAreNotAsMany() {
    assertThatThrownBy(() -> several(IntValues.of(new int[2], 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Examples needs one target for each input, got 2 inputs size and 3 targets;"
                + " give both the same first dimension");
    assertThatThrownBy(() -> new Examples(Map.of(), examples.targets()))
        .hasMessage("Examples needs at least one input, got none; give what the model sees");
    assertThatThrownBy(() -> several(null))
        .hasMessage("Examples needs inputs, got null; give size");
  }
}
