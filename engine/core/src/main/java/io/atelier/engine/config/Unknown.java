package io.atelier.engine.config;

import io.atelier.engine.config.json.Place;
import java.util.List;

/** Settings that nobody knows. */
final class Unknown {
  private Unknown() {}

  /**
   * Requires a setting that nobody knows to be null, which is how Keras writes what is not used.
   *
   * @param who it was given to
   * @param known the keys it may have meant
   */
  static void require(String who, String key, Place place, List<String> known) {
    if (!place.isEmpty()) {
      throw place.wrong(
          known.isEmpty()
              ? "%s needs no settings, got \"%s\": %s; leave it out"
                  .formatted(who, key, place.shown())
              : "%s needs settings that the engine has, got \"%s\": %s; leave it out, or write \"%s\" if you meant that"
                  .formatted(who, key, place.shown(), Specs.nearest(known, key)));
    }
  }
}
