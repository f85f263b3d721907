package io.atelier.cli.option;

import com.fasterxml.jackson.annotation.JsonValue;

/** Initializers as the flag spells them. */
enum InitializerName {
  GLOROT_UNIFORM,
  GLOROT_NORMAL,
  HE_UNIFORM,
  HE_NORMAL;

  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
