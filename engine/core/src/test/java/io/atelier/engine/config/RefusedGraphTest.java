package io.atelier.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Node;
import io.atelier.engine.layer.merge.Add;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functional configs that cannot be meant, or would be computed otherwise than Keras does. */
class RefusedGraphTest {
  private static final String GRAPH =
      """
      {'class_name': 'Functional', 'config': {'name': 'm', 'layers': [
        {'class_name': 'InputLayer', 'config': {'batch_shape': [null, 4], 'name': 'x'}, 'name': 'x',
         'inbound_nodes': []},
        {'class_name': 'Dense', 'config': {'units': 4, 'name': 'dense'}, 'name': 'dense',
         'inbound_nodes': [[['x', 0, 0, {}]]]},
        {'class_name': 'Add', 'config': {'name': 'add'}, 'name': 'add', 'inbound_nodes': [{'args': [[
          {'class_name': '__keras_tensor__', 'config': {'shape': [null, 4], 'dtype': 'float32',
           'keras_history': ['dense', 0, 0]}},
          {'class_name': '__keras_tensor__', 'config': {'shape': [null, 4], 'dtype': 'float32',
           'keras_history': ['x', 0, 0]}}]], 'kwargs': {'training': false, 'mask': null}}]}],
       'input_layers': [['x', 0, 0]], 'output_layers': ['add', 0, 0]}}""";

  private static Model read(String json) {
    return KerasConfig.model(json.replace('\'', '"'));
  }

  @Test
  void theGraphIsRead() {
    Node x = Node.input("x", Input.floats(4));

    assertThat(read(GRAPH))
        .isEqualTo(Model.of("m", x, new Add().of(x.then(new Dense(4, Activation.LINEAR)), x)));
  }

  /** What is written instead of what, and what is said. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "['x', 0, 0, {}]|['y', 0, 0, {}]|config.layers[1].inbound_nodes[0][0]: it needs the name of a layer of this model, got [\"y\",0,0,{}]; the nearest is x",
        "['x', 0, 0, {}]|['add', 0, 0, {}]|config.layers[1]: dense needs values that can be made before it, got some that are made of what it gives; a model has no cycles",
        "['x', 0, 0, {}]|['dense', 0, 0, {}]|config.layers[1]: dense needs values that can be made before it",
        "['x', 0, 0, {}]|['x', 1, 0, {}]|config.layers[1].inbound_nodes[0][0]: it needs one of the 1 calls of x, which are counted from 0, got 1; use a call that is there",
        "['x', 0, 0, {}]|['x', 0, 1, {}]|config.layers[1].inbound_nodes[0][0][2]: it needs 0, since layers of the engine give one value, got 1",
        "['x', 0, 0, {}]|['x', -1, 0, {}]|config.layers[1].inbound_nodes[0][0]: it needs the name of a layer, the number of its call and 0, got [\"x\",-1,0,{}]",
        "['x', 0, 0, {}]|['x', 0.5, 0]|config.layers[1].inbound_nodes[0][0]: it needs the name of a layer, the number of its call and 0",
        "['x', 0, 0, {}]|['x', 3000000000, 0]|config.layers[1].inbound_nodes[0][0]: it needs the name of a layer, the number of its call and 0",
        "['x', 0, 0, {}]|'x'|config.layers[1].inbound_nodes[0][0]: it needs the name of a layer, the number of its call and 0, got \"x\"",
        "['x', 0, 0, {}]|['x', 0, 0, {'training': false}]|config.layers[1].inbound_nodes[0][0][3].training: dense needs to be called with values of other layers alone, got \"training\": false; leave it out",
        "['x', 0, 0, {}]|['x', 0, 0, {'mask': ['x', 0, 0]}]|.mask: dense needs to be called with values of other layers alone",
        "'training': false|'training': true|config.layers[2].inbound_nodes[0].kwargs.training: add needs to be called with values of other layers alone, got \"training\": true; leave it out",
        "'keras_history': ['dense', 0, 0]|'keras_history': ['dens', 0, 0]|config.layers[2].inbound_nodes[0].args[0][0].config.keras_history: it needs the name of a layer of this model, got [\"dens\",0,0]; the nearest is dense",
        "'keras_history': ['dense', 0, 0]|'keras_history': ['dense', 1, 0]|config.layers[2].inbound_nodes[0].args[0][0].config.keras_history: it needs one of the 1 calls of dense",
        "'keras_history': ['dense', 0, 0]|'history': 3|args[0][0].config.keras_history: it needs the name of a layer",
        "'args': [[|'args': [3, [|config.layers[2].inbound_nodes[0].args: add needs to be called with one value or one list of values, got [3,",
        "'__keras_tensor__', 'config': {'shape': [null, 4], 'dtype': 'float32', 'keras_history': ['x'|'__tensor__', 'config': {'value': ['x'|config.layers[2].inbound_nodes[0].args[0][1]: it needs an object of the class __keras_tensor__",
        "'inbound_nodes': [[['x', 0, 0, {}]]]|'inbound_nodes': []|config.layers[1].inbound_nodes: dense needs to be called, got no calls",
        "'inbound_nodes': [[['x', 0, 0, {}]]]|'inbound_nodes': [[]]|config.layers[1].inbound_nodes[0]: it needs at least one value, got []",
        "'inbound_nodes': [[['x', 0, 0, {}]]]|'inbound_nodes': 'x'|config.layers[1].inbound_nodes: it needs a list of calls, got \"x\"",
        "'inbound_nodes': []|'inbound_nodes': [[['dense', 0, 0]]]|config.layers[0].inbound_nodes: input x needs no calls",
        "'name': 'dense'}, 'name': 'dense'|'name': 'x'}, 'name': 'x'|config.layers[1].name: it needs a name that no other layer has, got \"x\"; rename one of them",
        "'name': 'dense'}, 'name': 'dense'|'name': 'd'}, 'name': 'dense'|config.layers[1].config.name: it needs to be \"dense\", as beside it, got \"d\"; give the layer one name",
        "'name': 'dense'}, 'name': 'dense'|'x': null}, 'name': null|config.layers[1].config.name: it needs a text, got nothing",
        "'class_name': 'Dense'|'class_name': 'TFOpLambda'|config.layers[1].class_name: keras.layers needs a class that the engine has, got \"TFOpLambda\"",
        "'units': 4|'units': 0|config.layers[1].config.units: Dense needs at least 1 unit",
        "'input_layers': [['x', 0, 0]]|'input_layers': []|config.input_layers: it needs a list of layers, got []",
        "'input_layers': [['x', 0, 0]]|'input_layers': 7|config.input_layers: it needs a list of layers, got 7",
        "'input_layers': [['x', 0, 0]]|'input_layers': [['x', 0, 0], ['x', 0, 0]]|config.input_layers[1]: it needs each input once",
        "'input_layers': [['x', 0, 0]]|'input_layers': [['dense', 0, 0]]|config.input_layers[0]: it needs an InputLayer's first call, got [\"dense\",0,0]",
        "'input_layers': [['x', 0, 0]]|'input_layers': {'y': ['x', 0, 0]}|config.input_layers.y: it needs the input to be called \"y\", as the key says, got [\"x\",0,0]; give both one name",
        "'output_layers': ['add', 0, 0]|'output_layers': null|config.output_layers: it needs a list of layers, got null",
        "'output_layers': ['add', 0, 0]|'output_layers': [['sum', 0, 0]]|config.output_layers[0]: it needs the name of a layer of this model, got [\"sum\",0,0]; the nearest is",
        "'output_layers': ['add', 0, 0]|'output_layers': [['add', 1, 0]]|config.output_layers[0]: it needs one of the 1 calls of add",
        "'output_layers': ['add', 0, 0]|'output_layers': ['dense', 0, 0]|config: Model m needs everything in it to lead to an output, got call 1 of layer 1",
        "'output_layers': ['add', 0, 0]|'output_layers': [['add', 0, 0], ['x', 0, 0]]|config: Model m needs outputs that layers give, got its input x",
        "'output_layers': ['add', 0, 0]|'output_layers': [['add', 0, 0], ['add', 0, 0]]|config: Model m needs outputs of different names, got add twice",
        "'name': 'm'|'name': 'm', 'dtype': 'float16'|config.dtype: Functional needs the dtype float32",
        "'name': 'm'|'name': 'm', 'layer': 3|config.layer: Functional needs settings that the engine has, got \"layer\": 3; leave it out, or write \"layers\"",
        "'name': 'm'|'name': 'a b'|config: Model needs a name of letters",
        "'class_name': 'Functional'|'class_name': 'MyModel'|class_name: it needs \"Sequential\" or \"Functional\", got \"MyModel\""
      })
  void isRefusedAtItsPlace(String part, String instead, String message) {
    String flat = GRAPH.replaceAll("\\s+", " ");
    assertThat(flat).contains(part);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(flat.replaceFirst(Pattern.quote(part), instead)))
        .withMessageContaining(message);
  }

  @Test
  void anInputThatIsNoneOfTheModelsIsRefused() {
    String more =
        "{'class_name': 'InputLayer', 'config': {'batch_shape': [null, 4], 'name': 'y'}, 'name': 'y'}, ";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(GRAPH.replace("'layers': [", "'layers': [" + more)))
        .withMessage(
            "config.layers[0]: input y needs to be among input_layers, got none of that name; add it there, or leave the layer out");
  }

  @Test
  void aGraphUsedAsALayerIsRefused() {
    String inner = GRAPH.replace("'layers'", "'trainable': true, 'layers'");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KerasConfig.read(inner.replace('\'', '"'), Layer.class))
        .withMessage(
            "class_name: a model used as a layer needs to be a chain of layers that takes float32, got the graph m; put its layers into the model around it");
  }

  @Test
  void aGraphOfLayersThatDoNotFitIsNotWritten() {
    Node x = Node.input("x", Input.floats(4));
    Model model = Model.of("m", x, new Add().of(x.then(new Dense(3, Activation.LINEAR)), x));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KerasConfig.write(model))
        .withMessageContaining("Add needs inputs of one shape");
  }
}
