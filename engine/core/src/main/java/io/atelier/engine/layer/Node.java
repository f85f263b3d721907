package io.atelier.engine.layer;

import io.atelier.data.Given;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A value in a graph of layers: an input of a model, or what a layer makes of other nodes.
 *
 * <pre>{@code
 * Node image = Node.input("image", Input.bytes(28, 28, 1));
 * Node x = image.then(new Rescaling(1, 255), new Conv2D(8, 3, RELU).withPadding(SAME));
 * Node y = new Add().of(x, x.then(new Conv2D(8, 3, RELU).withPadding(SAME)));
 * Model model = Model.of("res", image, y.then(new Flatten(), new Dense(10, SOFTMAX)));
 * }</pre>
 *
 * <p>It is the object that counts. A node used twice is computed once; two nodes made by equal
 * layers are two layers, with weights of their own. A {@link Model} made of nodes is a value again.
 */
public final class Node {
  /** Nodes are ordered as they were made: that is the order in which Keras builds layers. */
  private static final AtomicLong MADE = new AtomicLong();

  private final long number = MADE.incrementAndGet();
  private final Optional<Input> input;
  private final Optional<String> name;
  private final Optional<Shared> call;
  private final List<Node> inputs;

  private Node(Input input, Optional<String> name) {
    Given.required(input, "Node", "an input", "give one such as Input.bytes(32, 32, 3)");
    this.input = Optional.of(input);
    this.name = name;
    this.call = Optional.empty();
    this.inputs = List.of();
  }

  /** What a layer makes of its inputs. */
  Node(Shared layer, List<Node> inputs) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException(
          "%s needs at least one input, got none; give the nodes it is called with"
              .formatted(layer.layer().type()));
    }
    this.input = Optional.empty();
    this.name = Optional.empty();
    this.call = Optional.of(layer);
    this.inputs = inputs;
  }

  /**
   * {@return an input of a model}
   *
   * @param name letters, digits, {@code _ . -}, beginning with a letter or digit: what examples,
   *     predictions and exports call it
   */
  public static Node input(String name, Input input) {
    Given.required(name, "Node", "a name", "use Node.input(input) to have it numbered");
    return new Node(input, Optional.of(name));
  }

  /** {@return an input of a model that numbers it as Keras does: input_layer, input_layer_1 …} */
  public static Node input(Input input) {
    return new Node(input, Optional.empty());
  }

  /**
   * {@return what layers make of this value, one after another}
   *
   * @throws IllegalArgumentException if there is no layer, or one is null
   */
  public Node then(Layer... layers) {
    Given.required(layers, "Node", "layers", "give the layers that follow");
    List<Layer> chain = Given.list(Arrays.asList(layers), "Node", "layers");
    if (chain.isEmpty()) {
      throw new IllegalArgumentException(
          "Node needs at least one layer to follow, got none; give the layers that follow");
    }
    Node last = this;
    for (Layer layer : chain) {
      last = layer.of(last);
    }
    return last;
  }

  /** {@return what a shared layer makes of this value} */
  public Node then(Shared layer) {
    Given.required(layer, "Node", "a shared layer", "give the one that follows");
    return layer.of(this);
  }

  long number() {
    return number;
  }

  Optional<Input> input() {
    return input;
  }

  Optional<String> name() {
    return name;
  }

  /** {@return the layer that makes it; empty for an input} */
  Optional<Shared> call() {
    return call;
  }

  List<Node> inputs() {
    return inputs;
  }

  /** {@return what it is, for messages: {@code input image}, {@code what Dense gives}} */
  @Override
  public String toString() {
    return call.map(shared -> "what " + shared.layer().type() + " gives")
        .orElseGet(() -> name.map(own -> "input " + own).orElse("an input without a name"));
  }
}
