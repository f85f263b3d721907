package io.atelier.engine.layer.reshaping;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.layer.Rejects;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

class ReshapeTest implements LayerContract {
  @Override
  public Layer layer() {
    return new Reshape(3, -1, 2);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 4, 3);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3, 2, 2);
  }

  @Test
  void rejectsExamplesOfOtherNumbers() {
    Rejects.requireMessage(
        Input.floats(4, 3),
        new Reshape(5, 2),
        "Reshape needs examples of 10 numbers for [5, 2], got [?, 4, 3]; give sizes whose product is that of an example");
  }

  @Test
  void rejectsExamplesThatLeaveARest() {
    Rejects.requireMessage(
        Input.floats(4, 3),
        new Reshape(5, -1),
        "Reshape needs examples of a multiple of 5 numbers for [5, -1], got [?, 4, 3]; give sizes whose product is that of an example");
  }

  @ParameterizedTest
  @MethodSource
  void rejectsSizesThatNoExampleHas(List<Integer> sizes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Reshape(sizes))
        .withMessage(
            "Reshape needs sizes of at least 1 and a product below 2^31, of which one may be -1 for what is left, got "
                + sizes
                + "; give such as new Reshape(7, 7, -1)");
  }

  static Stream<List<Integer>> rejectsSizesThatNoExampleHas() {
    return Stream.of(
        List.of(), List.of(0), List.of(-2, 5), List.of(-1, -1, 5), List.of(1 << 30, 1 << 30, 16));
  }
}
