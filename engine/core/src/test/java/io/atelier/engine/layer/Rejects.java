package io.atelier.engine.layer;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.runtime.ModelSummary;

/** Asserts how layers refuse inputs. */
public final class Rejects {
  private Rejects() {}

  public static void requireMessage(Input input, Layer layer, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelSummary.of(Model.of("rejected", input, layer)))
        .withMessage(message);
  }
}
