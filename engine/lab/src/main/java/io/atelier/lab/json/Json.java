package io.atelier.lab.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.file.WholeFile;
import io.atelier.engine.config.MissingClassException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The project's JSON: strict when read, indented when written. */
public final class Json {
  /** Refuses unknown and doubled names, nulls and texts for numbers, numbers for names. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .addModule(new SpecModule())
          .build();

  private static final ObjectWriter LINE =
      MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT);

  private Json() {}

  /**
   * {@return what a file holds, every part of it}
   *
   * @throws IOException if it cannot be read, or holds something else; the message names file, key
   *     and rule
   */
  public static <T> T read(Path file, Class<T> type) throws IOException {
    return as(file, object(file), type);
  }

  /**
   * {@return what an object of a file says, every part of it}
   *
   * @throws IOException as {@link #read}
   */
  public static <T> T as(Path file, ObjectNode object, Class<T> type) throws IOException {
    try {
      return whole(type).treeToValue(object, type);
    } catch (JsonProcessingException e) {
      throw damaged(file, JsonReason.of(e), e);
    }
  }

  /** {@return the JSON object a file holds} */
  public static ObjectNode object(Path file) throws IOException {
    try {
      JsonNode read = MAPPER.readTree(WholeFile.read(file));
      if (read instanceof ObjectNode object) {
        return object;
      }
      String got = read.isNull() ? "null" : "something else";
      throw damaged(file, "it needs an object, got " + got, null);
    } catch (JsonProcessingException e) {
      throw damaged(file, JsonReason.of(e), e);
    }
  }

  /** {@return what reads a type of which no part may be missing} */
  public static ObjectReader whole(Class<?> type) {
    return MAPPER.readerFor(type).with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
  }

  /** {@return the error of a file that cannot be understood, or not without a jar} */
  public static IOException damaged(Path file, String why, Exception cause) {
    Optional<String> missing = MissingClassException.in(cause);
    if (missing.isPresent()) {
      return new IOException(
          "%s needs the class %s, which no jar on the class path has; give its jar: atelier --class-path JAR"
              .formatted(file, missing.get()),
          cause);
    }
    return new IOException(
        "%s is damaged: %s; put a copy of it back, or begin anew in another folder"
            .formatted(file, why),
        cause);
  }

  /**
   * Writes a file, whole.
   *
   * @throws IOException if it cannot be written, or a number in it is not finite: JSON has no such
   *     numbers, and readers would meet the text {@code "NaN"}
   */
  public static void write(Path file, Object value) throws IOException {
    requireFinite(file, "", MAPPER.valueToTree(value));
    try {
      WholeFile.write(file, MAPPER.writeValueAsString(value) + "\n");
    } catch (JsonProcessingException e) {
      throw new IOException(file + " cannot be written: " + e.getOriginalMessage(), e);
    }
  }

  private static void requireFinite(Path file, String name, JsonNode node) throws IOException {
    if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
      throw new IOException(
          "%s needs finite numbers, got %s for %s; leave it out"
              .formatted(file, node.doubleValue(), name));
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      requireFinite(
          file, name.isEmpty() ? field.getKey() : name + "." + field.getKey(), field.getValue());
    }
    if (node.isArray()) {
      for (JsonNode element : node) {
        requireFinite(file, name, element);
      }
    }
  }

  /** {@return how a constant is called in a file} */
  public static String name(Enum<?> constant) {
    return MAPPER.valueToTree(constant).asText();
  }

  /** {@return a value in one line, without its end} */
  public static String line(Object value) throws JsonProcessingException {
    return LINE.writeValueAsString(value);
  }
}
