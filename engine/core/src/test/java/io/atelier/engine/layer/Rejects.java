package io.atelier.engine.layer;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.runtime.ModelSummary;

/** Asserts how layers refuse inputs. */
final class Rejects {
  private Rejects() {}

  static void requireMessage(Input input, Layer layer, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelSummary.of(Model.of("rejected", input, layer)))
        .withMessage(message);
  }
}
