package io.atelier.engine.runtime.build;

import io.atelier.engine.runtime.tensorflow.Said;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says it where a training moves nothing: all layers that have weights are frozen. */
public final class Learning {
  private static final Logger LOG = LoggerFactory.getLogger(Learning.class);

  private Learning() {}

  /** Says it once for a model. */
  public static void orSaid(Blueprint blueprint) {
    boolean moves = blueprint.weights().stream().anyMatch(WeightSpec::trainable);
    if (!moves && !blueprint.weights().isEmpty()) {
      Said.once(
          LOG,
          "model %s learns nothing, since all its layers with weights are frozen; leave one of them trainable"
              .formatted(blueprint.model().name()));
    }
  }
}
