package io.atelier.data.format;

import java.util.Locale;
import java.util.Optional;

/** The parts of a data set, and what files call them. */
enum PartName {
  TRAIN,
  VALIDATION,
  TEST;

  /** A regular expression that any name of a part matches. */
  static final String ANY = "train|training|t10k|test|testing|val|valid|validation|dev";

  /** {@return the part of this name, in any case} */
  static Optional<PartName> of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "train", "training" -> Optional.of(TRAIN);
      case "val", "valid", "validation", "dev" -> Optional.of(VALIDATION);
      case "test", "testing", "t10k" -> Optional.of(TEST);
      default -> Optional.empty();
    };
  }

  /** {@return the name in lower case} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
