package io.atelier.engine.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChunkLengthTest {
  private final ChunkLength length = new ChunkLength();

  @Test
  void growsEightfoldAtMostAndFallsAtOnceToAFifthOfASecond() {
    assertThat(length.steps()).isEqualTo(8);
    length.took(8, 0.0001);
    assertThat(length.steps()).isEqualTo(64);
    length.took(64, 0.064);
    assertThat(length.steps()).isEqualTo(200);
    length.took(200, 4);
    assertThat(length.steps()).isEqualTo(10);
    length.took(10, 100);
    assertThat(length.steps()).isEqualTo(1);
  }

  @Test
  void aChunkThatAnEndCutShortDoesNotShrinkTheNext() {
    length.took(8, 0.0001);
    length.took(64, 0.0128);
    assertThat(length.steps()).isEqualTo(512);
    length.took(3, 0.0006);
    assertThat(length.steps()).isEqualTo(512);
    length.took(1, 0.15);
    assertThat(length.steps()).isEqualTo(512);
  }

  @Test
  void aCutChunkThatTookTooLongShrinksTheNext() {
    length.took(8, 0.0001);
    length.took(50, 1);
    assertThat(length.steps()).isEqualTo(10);
  }
}
