package io.atelier.engine.config.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** JSON texts: strict when read, indented when written. */
public final class JsonText {
  /** Bytes of a text, far more than a model of thousands of layers has. */
  public static final int MOST_BYTES = 64 << 20;

  /** Objects and lists inside each other; a block of layers inside another takes four. */
  private static final int MOST_DEPTH = 400;

  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MOST_DEPTH)
                          .maxDocumentLength(MOST_BYTES)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** For what stands in annotations. */
  private static final JsonMapper QUOTED =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

  private JsonText() {}

  /**
   * {@return what a text says}
   *
   * @throws IllegalArgumentException if it is no JSON, has a key twice or anything behind its end,
   *     or is too long or too deep
   */
  public static JsonNode strict(byte[] text) {
    try {
      JsonNode read = STRICT.readTree(text);
      if (read == null || read.isMissingNode()) {
        throw new IllegalArgumentException(
            "it needs JSON, got an empty text; write a model with model.to_json()");
      }
      return read;
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null ? "" : " in line %s".formatted(e.getLocation().getLineNr());
      String what = e.getOriginalMessage().lines().findFirst().orElse("something else");
      throw new IllegalArgumentException(
          "it needs valid JSON, got a fault%s: %s; mend it, or write the file again"
              .formatted(where, what),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "it needs text in UTF-8, got %s; save it as UTF-8".formatted(e.getMessage()), e);
    }
  }

  /** {@return what JSON with single quotes says, in the engine's own annotations} */
  public static JsonNode quoted(String text) {
    try {
      return QUOTED.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An annotation needs JSON, got " + text, e);
    }
  }

  /** {@return a text of several lines, the same on every system} */
  public static String text(JsonNode json) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    try {
      return STRICT
          .writer(new DefaultPrettyPrinter().withObjectIndenter(lines))
          .writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
