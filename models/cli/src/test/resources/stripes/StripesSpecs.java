package stripes;

import io.atelier.engine.config.SpecProvider;
import java.util.List;

/** The layer is written as {@code stripes>Gain}, the callback as {@code stripes>Told}. */
public final class StripesSpecs implements SpecProvider {
  @Override
  public String packageName() {
    return "stripes";
  }

  @Override
  public List<Class<? extends Record>> specs() {
    return List.of(Gain.class, Told.class);
  }
}
