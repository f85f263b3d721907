package io.atelier.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.data.Given;
import io.atelier.engine.config.json.JsonText;
import io.atelier.engine.config.json.Place;
import io.atelier.engine.layer.Model;
import java.nio.charset.StandardCharsets;

/**
 * Specs to and from the JSON that Keras writes for them.
 *
 * <pre>{@code
 * String json = KerasConfig.write(new Adam(0.001));
 * Optimizer optimizer = KerasConfig.read(json, Optimizer.class);
 * Model model = KerasConfig.model(text);                   // what Python's model.to_json() gave
 * }</pre>
 *
 * <p>A user's own specs take part through a {@link SpecProvider} that the thread's context class
 * loader sees.
 */
public final class KerasConfig {
  private KerasConfig() {}

  /**
   * {@return a spec as indented JSON: a layer, a loss, an optimizer …, a {@link Model}, or a record
   * of such}
   *
   * @throws IllegalArgumentException if it or something in it is no record, enum, number or text, a
   *     number is not finite, or a class is neither the engine's nor listed by a provider
   */
  public static String write(Object spec) {
    return JsonText.text(tree(spec));
  }

  /** {@return a spec as {@link #write} writes it, to put inside other JSON} */
  public static JsonNode tree(Object spec) {
    Given.required(spec, "KerasConfig", "a spec", "give one such as new Adam(0.001)");
    return SpecWriter.of(specs()).value(spec);
  }

  /**
   * {@return the spec that a JSON text says}
   *
   * @param type what it is to be, {@code Layer.class} or {@code Adam.class}
   * @throws IllegalArgumentException if the text is no JSON, is no such spec, has a setting that
   *     the engine does not have, or a value is out of range; the message says at which place
   */
  public static <T> T read(String json, Class<T> type) {
    Given.required(json, "KerasConfig", "JSON", "give what write returned");
    return read(JsonText.strict(json.getBytes(StandardCharsets.UTF_8)), type);
  }

  /** {@return the spec that JSON says, as {@link #read(String, Class)} does} */
  public static <T> T read(JsonNode json, Class<T> type) {
    Given.required(json, "KerasConfig", "JSON", "give what tree returned");
    Given.required(type, "KerasConfig", "a type", "give one such as Layer.class");
    return type.cast(new ValueReader(SpecReader.of(specs())).read(type, new Place("", json)));
  }

  /**
   * {@return the model that a JSON text says: {@code model.to_json()} of Keras 2 or 3, the config
   * in a .keras or .h5 file, or a TF.js {@code model.json}}
   *
   * @throws IllegalArgumentException as {@link #read(String, Class)}
   */
  public static Model model(String json) {
    return read(json, Model.class);
  }

  static Specs specs() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return new Specs(
        Providers.load(context == null ? KerasConfig.class.getClassLoader() : context));
  }
}
