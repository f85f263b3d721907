package io.atelier.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.atelier.engine.JShellSource;
import io.atelier.engine.layer.Model.Call;
import io.atelier.engine.layer.Model.NamedInput;
import io.atelier.engine.layer.Model.NamedOutput;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.graph.DepthOrder;
import io.atelier.engine.layer.merge.Add;
import io.atelier.engine.layer.merge.Concatenate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GraphOfLayersTest {
  private static final Input FOUR = Input.floats(4);

  private static Layer dense() {
    return new Dense(4, Activation.TANH);
  }

  /** Made in another order than the outputs are met in: the shortcut last. */
  private static Model two() {
    Node left = Node.input("left", FOUR);
    Node right = Node.input("right", FOUR);
    Shared embed = new Shared(dense().named("embed"));
    Node a = left.then(embed);
    Node b = right.then(embed);
    Node both = new Concatenate().of(a, b);
    Node shortcut = left.then(dense());
    return Model.of(
        "two", List.of(left, right), List.of(both.then(dense().named("end")), shortcut));
  }

  @Test
  void aGraphHasOneForm() {
    Model model = two();

    assertThat(model)
        .isEqualTo(
            new Model(
                "two",
                List.of(new NamedInput("left", FOUR), new NamedInput("right", FOUR)),
                List.of(dense().named("embed"), new Concatenate(), dense(), dense().named("end")),
                List.of(
                    new Call(0, List.of(0)),
                    new Call(0, List.of(1)),
                    new Call(1, List.of(2, 3)),
                    new Call(2, List.of(0)),
                    new Call(3, List.of(4))),
                List.of(new NamedOutput("end", 6), new NamedOutput("dense", 5))))
        .isEqualTo(two());
    assertThat(model.layerNames()).containsExactly("embed", "concatenate", "dense", "end");
    assertThat(model.isChain()).isFalse();
  }

  @Test
  void aGraphPrintsAsJavaThatMakesIt() {
    for (Model model : List.of(two(), ToyResNet.model().withOutputNames("logits"))) {
      Model shown = model.equals(two()) ? model : noPooling();
      assertThat(JShellSource.evaluate(shown.toString())).isEqualTo(shown);
    }
  }

  private static Model noPooling() {
    Node image = Node.input("image", Input.bytes(4, 4, 1));
    Node x = image.then(new Conv2D(2, 1, Activation.RELU));
    return Model.of("sum", image, new Add().of(x, image)).withOutputNames("all");
  }

  @Test
  void aChainIsTheSameHoweverItIsMade() {
    Model chain = Model.of("chain", FOUR, dense(), dense(), new Dropout(0.5));
    Node input = Node.input(FOUR);

    assertThat(Model.of("chain", input, input.then(dense()).then(dense(), new Dropout(0.5))))
        .isEqualTo(chain);
    assertThat(chain.isChain()).isTrue();
    assertThat(chain.input()).isEqualTo(FOUR);
    assertThat(chain.inputs()).containsExactly(new NamedInput("input_layer", FOUR));
    assertThat(chain.outputs()).containsExactly(new NamedOutput("dropout", 3));
    assertThat(chain)
        .hasToString(
            "new Model(\"chain\", %s, List.of(%s, %2$s, new Dropout(0.5)))", FOUR, dense());

    Node named = Node.input("x", FOUR);
    Model other = Model.of("chain", named, named.then(dense(), dense(), new Dropout(0.5)));
    assertThat(other).isNotEqualTo(chain);
    assertThat(other.isChain()).isTrue();
    assertThat(JShellSource.evaluate(other.toString())).isEqualTo(other);
  }

  @Test
  void equalLayersAtTwoNodesAreTwoAndANodeUsedTwiceIsOne() {
    Node input = Node.input(FOUR);
    Layer equal = dense();

    Model two = Model.of("m", input, new Add().of(equal.of(input), equal.of(input)));
    Node once = equal.of(input);
    Model one = Model.of("m", input, new Add().of(once, once));

    assertThat(two.layers()).hasSize(3);
    assertThat(one.layers()).hasSize(2);
    assertThat(one.calls()).containsExactly(new Call(0, List.of(0)), new Call(1, List.of(1, 1)));
  }

  @Test
  void ofDeepGraphsToo() {
    Node last = Node.input(FOUR);
    Node input = last;
    for (int i = 0; i < 3000; i++) {
      last = new Add().of(last, input);
    }

    assertThat(Model.of("deep", input, last).calls()).hasSize(3000);
  }

  @Test
  void layersAreListedInKerasOrder() {
    // As the summary in Keras' guide lists them.
    assertThat(DepthOrder.of(ToyResNet.model())).isEqualTo(IntStream.range(0, 15).boxed().toList());
    // The shortcut has no layer behind it, and so comes last, beside the other output.
    assertThat(DepthOrder.of(two())).containsExactly(0, 1, 2, 3, 5, 4);
  }

  private static void refused(String message, ThrowingCallable what) {
    assertThatIllegalArgumentException().isThrownBy(what).withMessage(message);
  }

  @Test
  void refusesNodesThatMakeNoModel() {
    Node a = Node.input("a", FOUR);
    Node b = Node.input("b", FOUR);
    Node nameless = Node.input(FOUR);
    Node end = a.then(dense());
    Node sum = new Add().of(a, b).then(dense());

    refused(
        "Model m needs to be given all inputs that its outputs are made of, got none for input b; add it to the inputs",
        () -> Model.of("m", a, sum));
    refused(
        "Model m needs to be given all inputs that its outputs are made of, got none for an input without a name; add it to the inputs",
        () -> Model.of("m", a, nameless.then(dense())));
    refused(
        "Model m needs everything in it to lead to an output, got input b, which does not; leave it out or use it",
        () -> Model.of("m", List.of(a, b), List.of(end)));
    refused(
        "Model m needs each input once, got input a twice; leave one out",
        () -> Model.of("m", List.of(a, a), List.of(end)));
    refused(
        "Model m needs inputs made with Node.input, got what Dense gives; give the nodes it begins with",
        () -> Model.of("m", end, end.then(dense())));
    refused(
        "Model m needs outputs that layers give, got its input a; put a layer between",
        () -> Model.of("m", List.of(a), List.of(end, a)));
    refused(
        "Model m needs outputs of different names, got dense twice; name the layers that give them, or use withOutputNames",
        () -> Model.of("m", a, end).equals(Model.of("m", List.of(a), List.of(end, end))));
    refused(
        "Model needs layers of different names, got a twice; rename one of them",
        () -> Model.of("m", a, a.then(dense().named("a"))));
    refused(
        "Model needs layers of different names, got same twice; rename one of them",
        () -> Model.of("m", a, a.then(dense().named("same"), dense().named("same"))));
    refused(
        "Model needs layers of different names, got b twice; rename one of them",
        () -> Model.of("m", List.of(b, Node.input("b", FOUR)), List.of(b.then(dense()))));
    refused(
        "Model m needs at least one input and one output, got 1 and 0; give the nodes it begins and ends with",
        () ->
            new Model(
                "m",
                List.of(new NamedInput("a", FOUR)),
                List.of(dense()),
                List.of(new Call(0, List.of(0))),
                List.of()));
    refused(
        "Model needs an input named with letters, digits, '_', '.' or '-', got \"a/b\"; choose a name such as image",
        () -> Model.of("m", Node.input("a/b", FOUR), end));
    refused(
        "Model m needs 1 output names, got [x, y]; name each output",
        () -> Model.of("m", a, end).withOutputNames("x", "y"));
  }

  @Test
  void refusesNullAndNothing() {
    Node a = Node.input("a", FOUR);

    refused(
        "Add needs at least one input, got none; give the nodes it is called with",
        () -> new Add().of());
    refused(
        "Add needs inputs without null, got null; leave out the one at place 1",
        () -> new Add().of(a, null));
    refused(
        "Node needs layers without null, got null; leave out the one at place 0",
        () -> a.then((Layer) null));
    refused(
        "Node needs a shared layer, got null; give the one that follows",
        () -> a.then((Shared) null));
    refused(
        "Node needs at least one layer to follow, got none; give the layers that follow", a::then);
    refused(
        "Shared needs a layer, got null; give the one to use at several places",
        () -> new Shared(null));
    refused(
        "Node needs an input, got null; give one such as Input.bytes(32, 32, 3)",
        () -> Node.input(null));
    refused(
        "Model m needs output nodes without null, got null; leave out the one at place 0",
        () -> Model.of("m", List.of(a), Collections.singletonList(null)));
    refused(
        "Model m needs input nodes without null, got null; leave out the one at place 1",
        () -> Model.of("m", Arrays.asList(a, null), List.of(a)));
  }

  private static Model of(List<Call> calls, int output) {
    return new Model(
        "m",
        List.of(new NamedInput("a", FOUR)),
        List.of(dense(), dense()),
        calls,
        List.of(new NamedOutput("out", output)));
  }

  @Test
  void refusesAFormThatIsNone() {
    Call first = new Call(0, List.of(0));

    refused(
        "Model m needs calls that take values made before them, got value 2 for Dense at call 0, which gives value 1; a model has no cycles",
        () -> of(List.of(new Call(0, List.of(2)), new Call(1, List.of(1))), 2));
    refused(
        "Model m needs layers in the order of their first calls, got layer 1 at call 0; make the model of nodes",
        () -> of(List.of(new Call(1, List.of(0)), new Call(0, List.of(1))), 2));
    refused(
        "Model m needs layers in the order of their first calls, got layer 2 at call 1; make the model of nodes",
        () -> of(List.of(first, new Call(2, List.of(1))), 2));
    refused(
        "Model m needs everything in it to lead to an output, got layer dense_1, which does not; leave it out or use it",
        () -> of(List.of(first), 1));
    refused(
        "Model m needs everything in it to lead to an output, got call 1 of layer 1, which does not; leave it out or use it",
        () -> of(List.of(first, new Call(1, List.of(1))), 1));
    refused(
        "Model m needs outputs among its 3 values, got value 3 as output out; give one that a call gives",
        () -> of(List.of(first, new Call(1, List.of(1))), 3));
    refused(
        "Call needs at least one value to take, got none; give the layer an input",
        () -> new Call(0, List.of()));
  }

  @Test
  void oneOfSeveralInputsIsNotTheInput() {
    assertThatIllegalStateException()
        .isThrownBy(two()::input)
        .withMessage(
            "Model two needs to be asked for its inputs [left, right] by name, got a call for its only one; use inputs()");
  }
}
