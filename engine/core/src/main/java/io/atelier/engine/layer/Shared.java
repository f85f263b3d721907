package io.atelier.engine.layer;

import io.atelier.data.Given;
import java.util.Arrays;

/**
 * A layer that is used at several places of a model with the same weights: one layer of the model,
 * called several times (Keras: one layer, several inbound nodes).
 *
 * <pre>{@code
 * Shared embed = new Shared(new Dense(16, Activation.RELU).named("embed"));
 * Node together = new Concatenate().of(embed.of(left), embed.of(right));
 * }</pre>
 *
 * <p>It is the object that counts: two of equal layers have weights of their own. A name or a
 * freeze belongs to the layer inside.
 */
public final class Shared {
  private final Layer layer;

  /**
   * A layer to use several times.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Shared(Layer layer) {
    Given.required(layer, "Shared", "a layer", "give the one to use at several places");
    this.layer = layer;
  }

  /** {@return the layer} */
  public Layer layer() {
    return layer;
  }

  /**
   * {@return what the layer makes of values of a graph, with the weights it has everywhere}
   *
   * @throws IllegalArgumentException if there is no input, or one is null
   */
  public Node of(Node... inputs) {
    Given.required(inputs, layer.type(), "inputs", "give the nodes it is called with");
    return new Node(this, Given.list(Arrays.asList(inputs), layer.type(), "inputs"));
  }
}
