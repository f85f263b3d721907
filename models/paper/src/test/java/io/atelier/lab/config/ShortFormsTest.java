package io.atelier.lab.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.lab.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShortFormsTest {
  static java.util.List<String> names() {
    return Presets.names();
  }

  /** What earlier versions recorded of each of the paper's runs. */
  @ParameterizedTest
  @MethodSource("names")
  void allSettingsInARowAreThePreset(String name) {
    boolean mlp = name.startsWith("mlp");
    ObjectNode row =
        json(
            """
            {'model': '%s', 'epochs': 100, 'batchSize': 32, 'optimizer': '%s',
             'learningRate': %s, 'momentum': 0.8, 'dropout': 0.0, 'patience': %s,
             'restoreBest': false, 'initializer': '%s', 'seed': 0, 'validationSplit': 0.1,
             'development': false, 'limit': 51000, 'device': 'auto', 'threads': 0, 'memory': 0,
             'gpu': -1, 'gpuMemory': 0, 'precision': 'float32', 'gpus': 1, 'evaluationBatch': 0,
             'restoreRule': 'always'}
            """
                .formatted(
                    name,
                    mlp ? "sgd" : "adam",
                    mlp ? "0.01" : "0.001",
                    mlp ? 0 : 10,
                    name.endsWith("-he") ? "he-uniform" : "glorot-uniform"));
    ObjectNode preset = Presets.named(name).json();
    ((ObjectNode) preset.get("data")).put("limit", 51_000);
    assertThat(RunConfigs.of(row)).isEqualTo(RunConfig.of(preset));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'epochs': 7}                 | {'training': {'epochs': 7}}
          {'batchSize': 7}              | {'training': {'batch_size': 7}}
          {'seed': -7}                  | {'training': {'seed': -7}}
          {'patience': 7}               | {'stopping': {'patience': 7}}
          {'restoreBest': true, 'patience': 7} | {'stopping': {'restore_best': true, 'patience': 7}}
          {'validationSplit': 0.25}     | {'data': {'validation_split': 0.25}}
          {'limit': 77}                 | {'data': {'limit': 77}}
          {'development': true, 'validationSplit': 0} | {'data': {'validation': 'development', 'validation_split': 0}}
          {'development': false}        | {}
          {'device': 'cpu'}             | {'execution': {'device': 'cpu'}}
          {'threads': 7}                | {'execution': {'threads': 7}}
          {'memory': 77777}             | {'execution': {'memory': 77777}}
          {'gpu': 7}                    | {'execution': {'gpu': 7}}
          {'gpuMemory': 7777777}        | {'execution': {'gpu_memory': 7777777}}
          {'precision': 'bfloat16'}     | {'execution': {'precision': 'bfloat16'}}
          {'gpus': 7}                   | {'execution': {'gpus': 7}}
          {'evaluationBatch': 7}        | {'execution': {'evaluation_batch': 7}}
          {'learningRate': 0.5, 'optimizer': 'sgd', 'momentum': 0.7} | {'training': {'optimizer': {'class_name': 'SGD', 'config': {'learning_rate': 0.5, 'momentum': 0.7, 'nesterov': true}}}}
          {'optimizer': 'adam-constant', 'learningRate': 0.5, 'momentum': 0.7} | {'training': {'optimizer': {'class_name': 'Adam', 'config': {'learning_rate': 0.5}}}}
          """)
  void aShortNameIsASettingOfConfigJson(String brief, String whole) {
    assertThat(RunConfigs.of(json(brief).put("model", "mlp-small-64")))
        .isEqualTo(RunConfigs.of(json(whole).put("model", "mlp-small-64")));
  }

  /** As a flag comes over what a file says. */
  @Test
  void shortNamesComeOverSections() {
    RunConfig config =
        RunConfigs.of(
            json("{'model': 'mlp-small-64', 'epochs': 3, 'training': {'epochs': 5, 'seed': 9}}"));
    assertThat(config.training().epochs()).isEqualTo(3);
    assertThat(config.training().seed()).isEqualTo(9);
  }

  @Test
  void anOptimizerThatIsThereKeepsItsNumbersUnlessItIsAnother() {
    ObjectNode config =
        RunConfigs.of(json("{'model': 'mlp-small-64', 'learningRate': 0.5, 'momentum': 0.1}"))
            .json();
    assertThat(RunConfigs.of(config.deepCopy().put("optimizer", "sgd")).json()).isEqualTo(config);
    assertThat(RunConfigs.of(config.deepCopy().put("optimizer", "adam")).training().optimizer())
        .isEqualTo(Presets.optimizer("mlp-small-64", "adam"));
  }

  @Test
  void aModelOfOnesOwnHasItsConfigForAName() {
    ObjectNode own =
        RunConfigs.of(json("{'model': 'cnn-8k3s1', 'patience': 0, 'optimizer': 'sgd'}")).json();
    ObjectNode chosen = Json.MAPPER.createObjectNode();
    chosen.set("model", own.get("model"));
    RunConfig config = RunConfigs.of(chosen.put("epochs", 4).put("dropout", 0.25));
    assertThat(config.model())
        .isEqualTo(RunConfigs.of(json("{'model': 'cnn-8k3s1', 'dropout': 0.25}")).model());
    assertThat(config.training().epochs()).isEqualTo(4);
    assertThat(config.stopping()).isEqualTo(StoppingConfig.NONE);
  }

  @Test
  void everyPathIsASettingThatThereIs() {
    Map<String, String> settings = Presets.named("mlp-small-64").settings();
    assertThat(settings.keySet()).containsAll(ShortForms.byPath().keySet());
    assertThat(ShortForms.byPath()).containsEntry("training.batch_size", "batchSize");
  }

  private static ObjectNode json(String text) {
    return RunConfigs.parse(text.replace('\'', '"'));
  }
}
