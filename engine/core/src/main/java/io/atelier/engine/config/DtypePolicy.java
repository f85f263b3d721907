package io.atelier.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.engine.config.json.Place;

/** The type of numbers a spec computes with: float32, by name or as Keras' policy object. */
final class DtypePolicy {
  private DtypePolicy() {}

  /**
   * Requires float32, or nothing.
   *
   * @param who has it
   */
  static void require(String who, Place dtype) {
    JsonNode json = dtype.json();
    JsonNode name = json.isObject() ? json.path("config").path("name") : json;
    if (!dtype.isEmpty() && !(name.isTextual() && name.textValue().equals("float32"))) {
      throw dtype.wrong(
          "%s needs the dtype float32, got %s; set it so or leave it out, and choose the precision of products with the run's execution"
              .formatted(who, name.isTextual() ? name : dtype.shown()));
    }
  }
}
