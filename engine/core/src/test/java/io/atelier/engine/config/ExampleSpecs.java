package io.atelier.engine.config;

import io.atelier.engine.layer.Halved;
import io.atelier.engine.layer.Jitter;
import io.atelier.engine.layer.Shift;
import java.util.List;

/** The specs of somebody's jar. */
public final class ExampleSpecs implements SpecProvider {
  @Override
  public String packageName() {
    return "example";
  }

  @Override
  public List<Class<? extends Record>> specs() {
    return List.of(
        Shift.class, Jitter.class, Halved.class, OwnSpecs.CubedError.class, OwnSpecs.Warmed.class);
  }
}
