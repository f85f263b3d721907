package io.atelier.lab.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.atelier.engine.initializer.GlorotNormal;
import io.atelier.engine.initializer.GlorotUniform;
import io.atelier.engine.initializer.HeNormal;
import io.atelier.engine.initializer.HeUniform;
import io.atelier.engine.initializer.Initializer;

/** How the kernels of a catalogue's model begin. */
public enum KernelInitializer {
  /** Glorot and Bengio 2010, uniform. */
  @JsonProperty("glorot-uniform")
  GLOROT_UNIFORM(new GlorotUniform()),
  /** Glorot and Bengio 2010, normal. */
  @JsonProperty("glorot-normal")
  GLOROT_NORMAL(new GlorotNormal()),
  /** He et al. 2015, uniform. */
  @JsonProperty("he-uniform")
  HE_UNIFORM(new HeUniform()),
  /** He et al. 2015, normal. */
  @JsonProperty("he-normal")
  HE_NORMAL(new HeNormal());

  private final Initializer initializer;

  KernelInitializer(Initializer initializer) {
    this.initializer = initializer;
  }

  /** {@return the engine's initializer, with the run's seeds} */
  public Initializer initializer() {
    return initializer;
  }
}
