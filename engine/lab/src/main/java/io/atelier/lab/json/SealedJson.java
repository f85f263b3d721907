package io.atelier.lab.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.file.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A JSON file that ends with {@code sha256}, a hash of all else in it: a number that was changed by
 * hand is found. Files of earlier versions have none and are taken as they are.
 *
 * @param file it was read from
 * @param content without the hash
 * @param seal the hash it has, if any
 */
public record SealedJson(Path file, ObjectNode content, Optional<JsonNode> seal) {
  private static final String SEAL = "sha256";

  /**
   * Writes a file, whole.
   *
   * @param content becomes a JSON object
   * @throws IOException as {@link Json#write}
   */
  public static void write(Path file, Object content) throws IOException {
    Json.write(file, sealed(content));
  }

  /**
   * {@return an object with its hash}
   *
   * @param content becomes a JSON object
   */
  public static ObjectNode sealed(Object content) {
    ObjectNode object = Json.MAPPER.valueToTree(content);
    return object.put(SEAL, hash(object));
  }

  /**
   * {@return a file, read; its hash is not looked at yet}
   *
   * @throws IOException if it cannot be read, or holds something else than an object
   */
  public static SealedJson open(Path file) throws IOException {
    ObjectNode content = Json.object(file);
    Optional<JsonNode> seal = Optional.ofNullable(content.remove(SEAL));
    return new SealedJson(file, content, seal);
  }

  /**
   * {@return what the file holds, every part of it}
   *
   * @param younger names that files of earlier versions do not have: they are read as null
   * @throws IOException as {@link Json#read}
   */
  public <T> T as(Class<T> type, String... younger) throws IOException {
    // The hash is that of what is there, not of what is added here.
    ObjectNode whole = content.deepCopy();
    for (String name : younger) {
      if (!whole.has(name)) {
        whole.putNull(name);
      }
    }
    return Json.as(file, whole, type);
  }

  /**
   * Requires the file to be as it was written, if it has a hash.
   *
   * @throws IOException if it is not; the message names the file
   */
  public void require() throws IOException {
    require("");
  }

  /**
   * Requires the file to be as it was written.
   *
   * @param since a name that only files with a hash have
   * @throws IOException if it is not; the message names the file
   */
  public void require(String since) throws IOException {
    if (seal.isEmpty() && content.has(since)) {
      throw Json.damaged(file, "setting '%s' is missing".formatted(SEAL), null);
    }
    if (seal.isPresent() && !seal.get().asText().equals(hash(content))) {
      throw Json.damaged(file, "%s is not that of its content".formatted(SEAL), null);
    }
  }

  private static String hash(ObjectNode object) {
    return Sha256.of(object.toString());
  }
}
