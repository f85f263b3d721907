package io.atelier.engine.layer;

import io.atelier.data.Given;
import io.atelier.engine.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network: inputs, and the layers they pass through to outputs. A chain of layers is {@code
 * Model.of(name, input, layers…)}; every other graph is made of {@link Node}s and given here by its
 * ends. However it was made, a model is a value in one form, which follows.
 *
 * <p>Its values are numbered: first the inputs, then what each call gives.
 *
 * @param name letters, digits, {@code _ . -}
 * @param inputs at least one, in the order Keras would list them; different names
 * @param layers at least one, in the order of their first calls
 * @param calls of the layers, each after those whose values it takes. Weights are drawn and layers
 *     numbered in this order
 * @param outputs at least one; different names
 */
public record Model(
    String name,
    List<NamedInput> inputs,
    List<Layer> layers,
    List<Call> calls,
    List<NamedOutput> outputs) {

  /**
   * An input.
   *
   * @param name letters, digits, {@code _ . -}, beginning with a letter or digit
   * @param input what is taken there
   */
  public record NamedInput(String name, Input input) {
    /**
     * @throws IllegalArgumentException if the name has other characters, or something is null
     */
    public NamedInput {
      ModelCheck.requireName("input", name);
      Given.required(input, "Input " + name, "an input", "give one such as Input.floats(4)");
    }

    @Override
    public String toString() {
      return Source.of(this);
    }
  }

  /**
   * A use of a layer.
   *
   * @param layer its place in the model's layers
   * @param values the numbers of the values it takes, at least one
   */
  public record Call(int layer, List<Integer> values) {
    /**
     * @throws IllegalArgumentException if there is no value, or null
     */
    public Call {
      values = Given.list(values, "Call", "values");
      if (values.isEmpty()) {
        throw new IllegalArgumentException(
            "Call needs at least one value to take, got none; give the layer an input");
      }
    }

    @Override
    public String toString() {
      return Source.of(this);
    }
  }

  /**
   * An output.
   *
   * @param name letters, digits, {@code _ . -}, beginning with a letter or digit
   * @param value its number
   */
  public record NamedOutput(String name, int value) {
    /**
     * @throws IllegalArgumentException if the name has other characters or is null
     */
    public NamedOutput {
      ModelCheck.requireName("output", name);
    }

    @Override
    public String toString() {
      return Source.of(this);
    }
  }

  /**
   * @throws IllegalArgumentException if there is no input, layer or output, a name has other
   *     characters or comes twice, a call takes a value that is not there before it, something is
   *     not used, or anything is null
   */
  public Model {
    ModelCheck.requireModelName(name);
    String who = "Model " + name;
    inputs = Given.list(inputs, who, "inputs");
    layers = Given.list(layers, who, "layers");
    calls = Given.list(calls, who, "calls");
    outputs = Given.list(outputs, who, "outputs");
    new ModelCheck(name, inputs, layers, calls, outputs).require();
  }

  /** The layers one after another; the input is called {@code input_layer}, as in Keras. */
  public Model(String name, Input input, List<Layer> layers) {
    this(chain(name, input, layers));
  }

  private Model(Model other) {
    this(other.name, other.inputs, other.layers, other.calls, other.outputs);
  }

  private static Model chain(String name, Input input, List<Layer> layers) {
    ModelCheck.requireModelName(name);
    String who = "Model " + name;
    Given.required(input, who, "an input", "give one such as Input.bytes(32, 32, 3)");
    List<Layer> checked = Given.list(layers, who, "layers");
    if (checked.isEmpty()) {
      throw ModelCheck.withoutLayers(name);
    }
    Node start = Node.input(input);
    return of(name, start, start.then(checked.toArray(Layer[]::new)));
  }

  /** {@return a model of the given layers, one after another} */
  public static Model of(String name, Input input, Layer... layers) {
    Given.required(layers, "Model " + name, "layers", "give at least one");
    return new Model(name, input, Arrays.asList(layers));
  }

  /** {@return the model from an input to an output} */
  public static Model of(String name, Node input, Node output) {
    return of(name, Arrays.asList(input), Arrays.asList(output));
  }

  /**
   * {@return the model from inputs to outputs} An output is called as the layer that gives it:
   * {@code new Dense(10, SOFTMAX).named("digit")}; or see {@link #withOutputNames}.
   *
   * @throws IllegalArgumentException if the outputs are not made of these inputs, and of all of
   *     them, two are called the same, or anything is null
   */
  public static Model of(String name, List<Node> inputs, List<Node> outputs) {
    ModelCheck.requireModelName(name);
    return NodeOrder.of(name, inputs, outputs);
  }

  /**
   * {@return the same model with other names of its outputs}
   *
   * @throws IllegalArgumentException if they are not as many as the outputs
   */
  public Model withOutputNames(String... names) {
    if (names == null || names.length != outputs.size()) {
      throw new IllegalArgumentException(
          "Model %s needs %s output names, got %s; name each output"
              .formatted(name, outputs.size(), Arrays.toString(names)));
    }
    List<NamedOutput> named = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      named.add(new NamedOutput(names[i], outputs.get(i).value()));
    }
    return new Model(name, inputs, layers, calls, named);
  }

  /**
   * {@return the same model with the layers of some names {@link Layer#frozen frozen}: {@code
   * model.frozen("conv2d*", "dense")}} Their names stay, and so do those of their weights.
   *
   * @param patterns names of layers; {@code *} stands for any letters, {@code ?} for one
   * @throws IllegalArgumentException if no layer is called so
   */
  public Model frozen(String... patterns) {
    return new ModelChange(this).frozen(patterns);
  }

  /**
   * {@return the same model with the layers of some names trained again}
   *
   * @param patterns as for {@link #frozen}
   * @throws IllegalArgumentException if no layer is called so
   */
  public Model trainable(String... patterns) {
    return new ModelChange(this).trainable(patterns);
  }

  /**
   * {@return the model up to a layer, with others behind it: another head}
   *
   * <pre>{@code
   * Model tuned = trained.upTo("flatten", new Dense(5, SOFTMAX).named("head")).frozen("conv2d*");
   * }</pre>
   *
   * <p>The layers before keep their names. Of a layer that is called several times it is the last
   * call; inputs and layers that it does not need are left out.
   *
   * @param name of the layer
   * @param behind put behind it, one after another; none for what the layer itself gives
   * @throws IllegalArgumentException if no layer is called so
   */
  public Model upTo(String name, Layer... behind) {
    return new ModelChange(this).upTo(name, behind);
  }

  /**
   * {@return what a model of one input takes}
   *
   * @throws IllegalStateException if it has several
   */
  public Input input() {
    if (inputs.size() > 1) {
      throw new IllegalStateException(
          "Model %s needs to be asked for its inputs %s by name, got a call for its only one; use inputs()"
              .formatted(name, inputs.stream().map(NamedInput::name).toList()));
    }
    return inputs.get(0).input();
  }

  /** {@return whether every layer takes what the one before it gives, the first the only input} */
  public boolean isChain() {
    boolean chain = inputs.size() == 1 && outputs.size() == 1;
    for (int i = 0; chain && i < calls.size(); i++) {
      chain = calls.get(i).layer() == i && calls.get(i).values().equals(List.of(i));
    }
    return chain && outputs.get(0).value() == calls.size();
  }

  /** {@return whether {@code new Model(name, input(), layers)} is the same: a chain, named so} */
  public boolean isPlain() {
    return isChain() && equals(new Model(name, input(), layers));
  }

  /** {@return the layers' names, those that were given none numbered as Keras does} */
  public List<String> layerNames() {
    return ModelCheck.layerNames(inputs, layers);
  }

  @Override
  public String toString() {
    return isPlain()
        ? Source.call("Model", name, input(), layers)
        : Source.call("Model", name, inputs, layers, calls, outputs);
  }
}
