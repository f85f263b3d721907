package io.atelier.engine.config;

import com.fasterxml.jackson.databind.node.TextNode;
import io.atelier.engine.config.spec.Kind;
import java.util.Optional;

/** A spec of a user's own jar, {@code pets>Shift}, that no jar on the class path has. */
public final class MissingClassException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String name;

  private MissingClassException(String name, String message) {
    super(message);
    this.name = name;
  }

  static MissingClassException of(Found found, Kind kind, Specs specs) {
    return new MissingClassException(
        found.name(),
        found
            .place()
            .wrong(
                "%s needs a class that the engine or a jar on the class path has, got %s; the nearest is %s, and one of your own needs its jar: --class-path JAR"
                    .formatted(
                        kind.keras().module(),
                        TextNode.valueOf(found.name()),
                        specs.nearest(kind, found.name())))
            .getMessage());
  }

  /** {@return the name of the class that an error is about; empty for errors of other kinds} */
  public static Optional<String> in(Throwable error) {
    for (Throwable each = error; each != null; each = each.getCause()) {
      if (each instanceof MissingClassException missing) {
        return Optional.of(missing.name);
      }
    }
    return Optional.empty();
  }
}
