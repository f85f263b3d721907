package io.atelier.models.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/**
 * JSON files that end with {@code sha256}, a hash of all else in them: a number that was changed by
 * hand is found. Files of earlier versions have none and are taken as they are.
 */
public final class SealedJson {
  private static final String SEAL = "sha256";

  private SealedJson() {}

  /**
   * Writes a file, whole.
   *
   * @param content becomes a JSON object
   * @throws IOException as {@link Json#write}
   */
  public static void write(Path file, Object content) throws IOException {
    ObjectNode object = Json.MAPPER.valueToTree(content);
    Json.write(file, object.put(SEAL, hash(object)));
  }

  /**
   * Requires a file to be as it was written, if it has a hash.
   *
   * @throws IOException if it is not; the message names the file
   */
  public static void require(Path file) throws IOException {
    require(file, "");
  }

  /**
   * Requires a file to be as it was written.
   *
   * @param since a name that only files with a hash have
   * @throws IOException if it is not; the message names the file
   */
  public static void require(Path file, String since) throws IOException {
    ObjectNode object = Json.object(file);
    boolean sealed = object.has(since);
    JsonNode seal = object.remove(SEAL);
    if (seal == null && sealed) {
      throw Json.damaged(file, "setting '%s' is missing".formatted(SEAL), null);
    }
    if (seal != null && !seal.asText().equals(hash(object))) {
      throw Json.damaged(file, "%s is not that of its content".formatted(SEAL), null);
    }
  }

  /**
   * {@return what a file holds, every part of it; its hash is not looked at}
   *
   * @param younger names that files of earlier versions do not have: they are read as null
   * @throws IOException as {@link Json#read}
   */
  public static <T> T read(Path file, Class<T> type, String... younger) throws IOException {
    ObjectNode object = Json.object(file);
    object.remove(SEAL);
    for (String name : younger) {
      if (!object.has(name)) {
        object.putNull(name);
      }
    }
    try {
      return Json.whole(type).treeToValue(object, type);
    } catch (JsonProcessingException e) {
      throw Json.damaged(file, JsonReason.of(e), e);
    }
  }

  private static String hash(ObjectNode object) {
    return Sha256.of(object.toString());
  }
}
