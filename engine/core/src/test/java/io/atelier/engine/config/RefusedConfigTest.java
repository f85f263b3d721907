package io.atelier.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.engine.initializer.Constant;
import io.atelier.engine.initializer.Initializer;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.metric.Metric;
import io.atelier.engine.optimizer.LearningRate;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.optimizer.wrapper.ClipByValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be meant, or would be computed otherwise than Keras does. */
class RefusedConfigTest {
  private static final Map<String, Class<?>> KINDS =
      Map.of(
          "layer", Layer.class,
          "optimizer", Optimizer.class,
          "loss", Loss.class,
          "metric", Metric.class,
          "initializer", Initializer.class,
          "schedule", LearningRate.class);

  /** Kind, class, settings in the place of dots, and what is said. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "layer|Dense|'units': 0|config.units: Dense needs at least 1 unit, got 0; give a positive number of units",
        "layer|Dense|'units': 3, 'kernel_regularizer': {'class_name': 'L3'}|config.kernel_regularizer.class_name: keras.regularizers needs a class that the engine has, got \"L3\"; the nearest is L",
        "layer|Dense|'units': 3, 'kernel_regularizer': {'class_name': 'L2', 'config': {'l2': -1}}|config.kernel_regularizer.config.l2: L2 needs a finite l2 of at least 0, got -1.0",
        "layer|Dense|'units': 3, 'activity_regularizer': 'l2'|Dense needs activity_regularizer to be null",
        "layer|Dense|'units': 3, 'kernel_constraint': {'class_name': 'MaxNorm', 'config': {'axis': [0, 0]}}|config.kernel_constraint.config.axis: MaxNorm needs at least one axis, each once, got [0, 0]",
        "layer|Dense|'units': 3, 'bias_initializer': {'class_name': 'Zeros', 'config': {'value': 3}}|config.bias_initializer.config.value: Zeros needs no settings",
        "layer|Dense|'units': 3, 'lora_rank': 4|config.lora_rank: Dense needs settings that the engine has, got \"lora_rank\": 4; leave it out, or write",
        "layer|Dense|'units': 3, 'actvation': 'relu'|or write \"activation\" if you meant that",
        "layer|Dense|'activation': 'relu'|config: Dense needs \"units\", got nothing; give its value",
        "layer|Dense|'units': null|config.units: it needs a whole number below 2^31, got null; give one",
        "layer|Dense|'units': 2.5|config.units: it needs a whole number below 2^31, got 2.5",
        "layer|Dense|'units': 3000000000|config.units: it needs a whole number below 2^31, got 3000000000",
        "layer|Dense|'units': '3'|config.units: it needs a whole number below 2^31, got \"3\"",
        "layer|Dense|'units': 3, 'use_bias': 1|config.use_bias: it needs true or false, got 1",
        "layer|Dense|'units': 3, 'activation': 'leaky_rely'|config.activation: it needs one of [linear, relu",
        "layer|Dense|'units': 3, 'activation': {'class_name': 'ReLU', 'config': {'max_value': -6.0}}|config.activation.config.max_value: Relu needs a maxValue of at least 0, got -6.0",
        "layer|Dense|'units': 3, 'activation': 5|config.activation: it needs one of [linear",
        "layer|Dense|'units': 3, 'dtype': 'float16'|config.dtype: Dense needs the dtype float32, got \"float16\"",
        "layer|Dense|'units': 3, 'dtype': {'class_name': 'DTypePolicy', 'config': {'name': 'mixed_bfloat16'}}|config.dtype: Dense needs the dtype float32, got \"mixed_bfloat16\"",
        "layer|Dense|'units': 3, 'kernel_initializer': {'class_name': 'RandomUniform', 'config': {'minval': 1, 'maxval': 1}}|config.kernel_initializer.config.minval: RandomUniform needs min < max",
        "layer|Dense|'units': 3, 'kernel_initializer': 'he_norml'|config.kernel_initializer: keras.initializers needs a class that the engine has, got \"he_norml\"; the nearest is HeNormal, and a SpecProvider adds your own",
        "layer|Dense|'units': 3, 'name': 'a/b'|config.name: Named needs letters",
        "layer|Dense|'units': 3, 'name': 7|config.name: it needs a text",
        "layer|Dense|'units': 3, 'trainable': 0|config.trainable: it needs true or false",
        "layer|Conv2D|'filters': 1, 'kernel_size': [3, 0]|config.kernel_size: Size needs height and width of at least 1, got 3x0",
        "layer|Conv2D|'filters': 1, 'kernel_size': [3]|config.kernel_size: it needs 2 values, got [3]",
        "layer|Conv2D|'filters': 1, 'kernel_size': 3, 'dilation_rate': [2, 1], 'strides': 2|Conv2D needs strides or a dilation of 1, got new Size(2, 2) and new Size(2, 1)",
        "layer|Conv2D|'filters': 1, 'kernel_size': 3, 'groups': 2|config.groups: Conv2D needs filters that can be divided into the groups, got 1 filters in 2 groups",
        "layer|Conv2D|'filters': 1, 'kernel_size': 3, 'data_format': 'channels_first'|Conv2D needs data_format to be \"channels_last\", got \"channels_first\"",
        "layer|Conv2D|'filters': 1, 'kernel_size': 3, 'padding': 'causal'|config.padding: it needs one of [same, valid], got \"causal\"",
        "layer|Conv3D|'filters': 1|class_name: keras.layers needs a class that the engine has, got \"Conv3D\"; the nearest is Conv1D, and a SpecProvider adds your own",
        "layer|Named|'name': 'a'|got \"Named\"; the nearest is",
        "layer|Dropout|'rate': 1.5|config.rate: Dropout needs a rate in [0, 1), got 1.5",
        "layer|Dropout|'rate': 0.5, 'noise_shape': [null, 1]|Dropout needs noise_shape to be null",
        "layer|Dropout|'rate': 0.5, 'seed': 7|Dropout needs seed to be null, got 7",
        "layer|Dropout|'rate': 1e999|config.rate: it needs a finite number",
        "layer|Rescaling|'scale': [1, 2]|config.scale: it needs a finite number, got [1,2]",
        "layer|Rescaling|'scale': 1e-60|Rescaling needs a factor that float32 holds",
        "layer|Normalization|'mean': null, 'variance': null|Normalization needs \"mean\", got null",
        "layer|Normalization|'mean': 1, 'variance': 1, 'invert': true|needs invert to be false, got true",
        "layer|Normalization|'mean': 1, 'variance': 1, 'axis': 1|needs axis to be",
        "layer|Activation|'name': 'activation'|needs \"activation\", got nothing",
        "layer|LeakyReLY|'negative_slope': 0.3|got \"LeakyReLY\"; the nearest is LeakyReLU",
        "layer|ReLU|'threshold': -1|Relu needs a threshold of at least 0, got -1.0",
        "layer|Softmax|'axis': 'last'|config.axis: ",
        "layer|Sequential|'layers': []|Sequential needs at least one layer",
        "layer|Sequential|'layers': {}|config.layers: it needs a list",
        "layer|Sequential|'layers': [{'class_name': 'Flatten', 'config': {}}, {'class_name': 'Dense', 'config': {'units': -1}}]|config.layers[1].config.units: Dense needs at least 1 unit",
        "layer|pets>Shift|'a': 1|got \"pets>Shift\"; the nearest is",
        "optimizer|SGD|'momentum': 2|config.momentum: Sgd needs momentum in [0, 1], got 2.0",
        "optimizer|SGD|'weight_decay': -0.1|config.weight_decay: DecoupledWeightDecay needs a positive, finite decay, got -0.1",
        "optimizer|SGD|'weight_decay': 'some'|config.weight_decay: it needs a finite number",
        "optimizer|AdamW|'weight_decay': null|config.weight_decay: it needs a finite number, got null",
        "optimizer|SGD|'clipnorm': 0|config.clipnorm: ClipByNorm needs a positive, finite limit, got 0.0",
        "optimizer|SGD|'clipnorm': 1, 'clipvalue': 1|ClipByValue needs an optimizer that does not do the like in another way",
        "optimizer|SGD|'global_clipnorm': -1.0|config.global_clipnorm: ClipByGlobalNorm needs a positive, finite limit",
        "optimizer|SGD|'clipvalue': -1.0|config.clipvalue: ClipByValue needs a finite limit of at least 0, got -1.0",
        "optimizer|SGD|'use_ema': true, 'ema_momentum': 2|config.ema_momentum: MovingAverage needs momentum in [0, 1], got 2.0",
        "optimizer|SGD|'use_ema': true, 'ema_overwrite_frequency': 0|MovingAverage needs an overwriteFrequency of at least 1, got 0",
        "optimizer|SGD|'decay': 0.01|Sgd needs decay to be 0, got 0.01",
        "optimizer|SGD|'gradient_accumulation_steps': 1|config: GradientAccumulation needs at least 2 steps, got 1",
        "optimizer|SGD|'loss_scale_factor': 4|Sgd needs loss_scale_factor to be null",
        "optimizer|SGD|'learning_rate': -1|config.learning_rate: ConstantRate needs a finite rate of at least 0",
        "optimizer|SGD|'learning_rate': 'fast'|config.learning_rate: keras.optimizers.schedules needs a class that the engine has, got \"fast\"",
        "optimizer|SGD|'learning_rate': true|config.learning_rate: it needs an object with class_name and config, got true",
        "optimizer|SGD|'learning_rate': {'class_name': 'CosineDecay', 'config': {'initial_learning_rate': 1, 'decay_steps': 5, 'warmup_steps': 3}}|config.learning_rate.config.warmup_steps: CosineDecay needs a warmupTarget for its warmupSteps, got none for 3.0",
        "optimizer|Adam|'amsgrad': 1|config.amsgrad: it needs true or false, got 1",
        "optimizer|Adam|'nesterov': true|Adam needs settings that the engine has, got \"nesterov\": true",
        "optimizer|RMSprop|'momentum': 1.5|config.momentum: RmsProp needs momentum in [0, 1], got 1.5",
        "optimizer|Nadan|'learning_rate': 0.1|got \"Nadan\"; the nearest is Nadam",
        "optimizer|Dense|'units': 1|keras.optimizers needs a class that the engine has, got \"Dense\"",
        "loss|BinaryCrossentropy|'label_smoothing': 1.5|config.label_smoothing: BinaryCrossEntropy needs labelSmoothing from 0 to 1, got 1.5",
        "loss|CosineSimilarity|'axis': 1|CosineSimilarity needs axis to be -1, got 1",
        "metric|AUC|'curve': 'PRGAIN'|config.curve: ",
        "loss|SparseCategoricalCrossentropy|'ignore_class': 0.5|config.ignore_class: ",
        "loss|MeanSquaredError|'reduction': 'sum'|MeanSquaredError needs reduction to be \"sum_over_batch_size\" or \"auto\", got \"sum\"",
        "metric|Accuracy|'name': 'accuracy'|counts outputs that equal targets; write \"accuracy\"",
        "metric|MeanIoU|'num_classes': 2|got \"MeanIoU\"",
        "metric|TopKCategoricalAccuracy|'k': 0|config.k: TopKAccuracy needs k of at least 1",
        "metric|MeanSquaredError|'name': ''|config.name: LossMetric needs a name",
        "initializer|GlorotUniform|'seed': 1.5|config.seed: it needs a whole number below 2^63, got 1.5",
        "initializer|VarianceScaling|'scale': 0|config.scale: VarianceScaling needs a positive, finite scale",
        "schedule|PiecewiseConstantDecay|'boundaries': [3], 'values': [1]|config: PiecewiseConstantDecay needs one rate more",
        "schedule|StepDecay|'power': 1|got \"StepDecay\""
      })
  void isRefusedAtItsPlace(String kind, String name, String settings, String message) {
    String json =
        "{'class_name': '%s', 'config': {%s}}".formatted(name, settings).replace('\'', '"');

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KerasConfig.read(json, KINDS.get(kind)))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'config': {}}|class_name: it needs the name of a class, got nothing",
        "[]|it needs an object with class_name and config, got []",
        "null|it needs an object with class_name and config, got null",
        "3|it needs an object with class_name and config, got 3",
        "true|it needs an object",
        "{'class_name': 'Dense', 'config': []}|config: it needs an object, got []",
        "{'class_name': 'Dense', 'confg': {'units': 3}}|confg: Dense needs settings that the engine has, got \"confg\": {\"units\":3}; leave it out, or write \"config\" if you meant that",
        "{'class_name': 'Dense', 'class_name': 'Dense'}|Duplicate",
        "{'class_name': 'Dense'} {}|it needs valid JSON, got a fault in line 1",
        "{'class_name': 'Dropout', 'config': {'rate': NaN}}|it needs valid JSON",
        "{'class_name': 'Dense'|it needs valid JSON",
        "{'class_name': 'Dense', // a comment|it needs valid JSON",
        "~~|it needs JSON, got an empty text"
      })
  void whatIsNoSpecIsRefused(String json, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KerasConfig.read(json.replace('\'', '"'), Layer.class))
        .withMessageContaining(message);
  }

  @Test
  void aSpecOfAnotherClassIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KerasConfig.read("{\"class_name\": \"Flatten\"}", Dense.class))
        .withMessage(
            "it needs a Dense, got new Flatten(); put one there, or read it as what it is");
  }

  @Test
  void depthIsLimited() {
    String deep = "[".repeat(100_000);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KerasConfig.model(deep))
        .withMessageContaining("nesting depth");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'class_name': 'Functional', 'config': {}}|config.layers: it needs a list of layers, got nothing",
        "{'class_name': 'MyModel', 'config': {}}|class_name: it needs \"Sequential\" or \"Functional\", got \"MyModel\"",
        "{'layers': []}|class_name: it needs a model, got nothing",
        "{'class_name': 'Sequential', 'config': {'layers': []}}|config.layers: it needs a list of layers, got []",
        "{'class_name': 'Sequential'}|config.layers: it needs a list of layers, got nothing",
        "{'class_name': 'Sequential', 'config': {'layers': [3]}}|config.layers[0]: a model needs the shape of its input, got none",
        "{'class_name': 'Sequential', 'config': {'layers': [{'class_name': 'InputLayer', 'config': {'batch_shape': [null, null, 3]}}]}}|config.layers[0].config.batch_shape: Input needs known sizes of at least 1, got [?, 3]",
        "{'class_name': 'Sequential', 'config': {'layers': [{'class_name': 'InputLayer', 'config': {'batch_shape': [null, 3], 'dtype': 'int32'}}]}}|config.layers[0].config.dtype: it needs one of [uint8, float32], got \"int32\"",
        "{'class_name': 'Sequential', 'config': {'layers': [{'class_name': 'InputLayer', 'config': {'batch_shape': [], 'ragged': true}}]}}|Input needs ragged to be false",
        "{'class_name': 'Sequential', 'config': {'layers': [{'class_name': 'InputLayer', 'config': {'batch_shape': []}}]}}|Input needs sizes that begin with the batch's",
        "{'class_name': 'Sequential', 'config': {'layers': [{'class_name': 'InputLayer', 'config': {'batch_shape': [null, 3]}}]}}|config.layers: Model sequential needs at least one layer",
        "{'class_name': 'Sequential', 'config': {'layers': [{'class_name': 'Dense', 'config': {'units': 1, 'batch_input_shape': [null, 0]}}]}}|config.layers[0].config.batch_input_shape: Input needs known sizes",
        "{'modelTopology': {'model_config': {'class_name': 'Sequential', 'config': {'name': 'a b', 'layers': [{'class_name': 'Flatten', 'config': {'batch_input_shape': [null, 2]}}]}}}}|modelTopology.model_config.config.name: Model needs a name"
      })
  void whatIsNoModelIsRefused(String json, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KerasConfig.model(json.replace('\'', '"')))
        .withMessageContaining(message);
  }

  @Test
  void whatHasNoWrittenFormIsRefused() {
    Layer lambda = (context, input) -> input;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KerasConfig.write(Model.of("m", Input.floats(1), lambda)))
        .withMessageContaining("A file needs records");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KerasConfig.write(new OwnSpecs.Unlisted().named("a")))
        .withMessage(
            "Unlisted needs a name in files, got a class that no SpecProvider lists; write a SpecProvider that lists io.atelier.engine.config.OwnSpecs$Unlisted");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KerasConfig.write(new Constant(Double.NaN)))
        .withMessageContaining("finite numbers");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KerasConfig.write(new ClipByValue(2, new ClipByValue(1, new Sgd(1)))))
        .withMessageContaining("Keras needs one clipvalue, got 2.0 around 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KerasConfig.write(null))
        .withMessageContaining("KerasConfig needs a spec, got null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PK\003\004 a zip", "\u0089HDF\r\n", "", "\u0000\u0000", "no", "[1, 2"})
  void filesOfOtherKindsAreRefusedByName(String content, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("modèle.json");
    Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelFile.read(file))
        .withMessageStartingWith(file + ": it needs");
  }

  @Test
  void filesThatCannotBeReadAreRefusedByName(@TempDir Path folder) {
    Path missing = folder.resolve("missing.json");

    assertThatThrownBy(() -> ModelFile.read(missing))
        .isInstanceOf(IOException.class)
        .hasMessage(missing + " needs to be a file, got nothing there; check its name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelFile.read(folder))
        .withMessageContaining("got a folder");
  }

  @Test
  void aFileMayBeginWithAMark(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("marked.json");
    Files.writeString(
        file, "\uFEFF" + Files.readString(KerasModelsTest.file("cnn-keras-2.11.json")));

    assertThat(ModelFile.read(file).layers()).hasSize(8);
  }
}
