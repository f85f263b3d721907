package io.atelier.engine.config;

import io.atelier.engine.config.json.Place;
import io.atelier.engine.config.spec.Kind;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerNaming;
import io.atelier.engine.layer.Named;
import java.util.Optional;
import java.util.Set;

/**
 * Reads layers that are beside each other. A name that the model gives the layer anyway is not
 * kept.
 *
 * @param numbers names of those that were given none
 * @param frozen whether what is around them is
 */
record LayerReader(LayerNaming numbers, boolean frozen) {
  private static final Set<String> TAKEN = Set.of("name", "trainable");

  /** {@return a layer, under its name, frozen or not} */
  Layer read(Kind kind, Found found, SpecReader reader) {
    Place config = found.config();
    boolean still = ValueReader.isFrozen(config);
    Layer layer = plain(kind, found, reader.inside(frozen || still));
    if (still && !frozen) {
      layer = layer.frozen();
    }
    Place name = config.at("name");
    return name.isEmpty() ? unnamed(layer) : named(ValueReader.text(name), name, layer);
  }

  private static Layer plain(Kind kind, Found found, SpecReader reader) {
    if (FunctionalForm.is(found.name())) {
      return FunctionalForm.nested(found, reader);
    }
    // Keras has layers of their own for some activations, such as ReLU.
    Optional<Enum<?>> activation =
        reader.specs().named(kind, found.name()).isPresent()
            ? Optional.empty()
            : EnumForm.found(Activation.class, found.name());
    if (activation.isPresent()) {
      EnumForm.requirePlain(activation.get(), found.config());
      return ((Activation) activation.get()).layer();
    }
    return (Layer)
        new ConfigReader(reader, kind, found.config()).plain(reader.type(kind, found), TAKEN);
  }

  private Layer unnamed(Layer layer) {
    numbers.numbered(layer.type());
    return layer;
  }

  private Layer named(String name, Place place, Layer layer) {
    if (name.equals(numbers.next(layer.type()))) {
      return unnamed(layer);
    }
    try {
      return new Named(name, layer);
    } catch (IllegalArgumentException e) {
      throw place.wrong(e.getMessage());
    }
  }
}
