package io.atelier.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  @Test
  void countsActualClassesInRowsAndPredictedOnesInColumns() {
    ConfusionMatrix matrix =
        ConfusionMatrix.of(new int[] {0, 0, 0, 1, 2}, new int[] {0, 2, 2, 1, 1}, 3);

    assertThat(matrix.counts())
        .isEqualTo(List.of(List.of(1L, 0L, 2L), List.of(0L, 1L, 0L), List.of(0L, 1L, 0L)));
  }

  @Test
  void accuracyIsTheShareOnTheDiagonal() {
    assertThat(ConfusionMatrix.of(new int[] {0, 0, 1, 1}, new int[] {0, 1, 1, 1}, 2).accuracy())
        .isEqualTo(0.75);
  }

  @Test
  void accuracyOfNoExamplesIsZero() {
    assertThat(ConfusionMatrix.of(new int[0], new int[0], 2).accuracy()).isZero();
  }

  @Test
  void rejectsMorePredictionsThanLabels() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfusionMatrix.of(new int[] {0}, new int[] {0, 1}, 2))
        .withMessage(
            "ConfusionMatrix needs as many predictions as labels, got 2 and 1; pass both of one set");
  }

  @Test
  void rejectsNoClasses() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfusionMatrix.of(new int[0], new int[0], -1))
        .withMessage("ConfusionMatrix needs at least 1 class, got -1; count every class");
  }

  @Test
  void rejectsAClassOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfusionMatrix.of(new int[] {0}, new int[] {2}, 2))
        .withMessage("ConfusionMatrix needs predictions in [0, 2), got 2 at 0; count every class");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfusionMatrix.of(new int[] {-1}, new int[] {0}, 2))
        .withMessage("ConfusionMatrix needs labels in [0, 2), got -1 at 0; count every class");
  }

  @Test
  void rejectsWhatIsNoTableOfCounts() {
    for (List<List<Long>> odd :
        List.of(List.of(List.of(1L, 2L)), List.of(List.<Long>of()), List.of(List.of(-1L)))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ConfusionMatrix(odd))
          .withMessage(
              "ConfusionMatrix needs as many counts from 0 up in each row as there are rows, got "
                  + odd
                  + "; give each class a row and a column");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConfusionMatrix(Collections.singletonList(null)))
        .withMessageStartingWith("ConfusionMatrix needs rows without null, got null;");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfusionMatrix.of(null, new int[0], 1))
        .withMessageStartingWith("ConfusionMatrix needs labels, got null;");
  }
}
