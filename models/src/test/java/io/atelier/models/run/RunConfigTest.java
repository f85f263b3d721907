package io.atelier.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.InverseTimeDecay;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.models.config.KernelInitializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunConfigTest {

  @Test
  void mlpsAreTrainedAsInThePapersTable2() {
    RunConfig config = of("{'model': 'mlp-medium-128'}");
    assertThat(config)
        .isEqualTo(
            new RunConfig(
                "mlp-medium-128",
                100,
                32,
                RunConfig.Kind.SGD,
                0.01,
                0.8,
                0,
                0,
                false,
                KernelInitializer.GLOROT_UNIFORM,
                0,
                0.1,
                false,
                51_000,
                RunConfig.Device.AUTO,
                0,
                0,
                -1,
                0,
                RunConfig.Precision.FLOAT32,
                1,
                0,
                RestoreRule.ALWAYS));
    assertThat(config.training().optimizer()).isEqualTo(new Sgd(new ConstantRate(0.01), 0.8, true));
    assertThat(config.training().batchSize()).isEqualTo(32);
  }

  @Test
  void cnnsAreTrainedAsInThePapersSection5() {
    RunConfig config = of("{'model': 'cnn-small-64'}");
    assertThat(config)
        .isEqualTo(
            new RunConfig(
                "cnn-small-64",
                100,
                32,
                RunConfig.Kind.ADAM,
                0.001,
                0.8,
                0,
                10,
                false,
                KernelInitializer.GLOROT_UNIFORM,
                0,
                0.1,
                false,
                51_000,
                RunConfig.Device.AUTO,
                0,
                0,
                -1,
                0,
                RunConfig.Precision.FLOAT32,
                1,
                0,
                RestoreRule.ALWAYS));
    assertThat(config.training().optimizer())
        .isEqualTo(new Adam(new InverseTimeDecay(0.001, 1_593_750, 1)));
  }

  @Test
  void aNewRunRestoresItsBestWeightsWheneverItEnds() {
    assertThat(of("{'restoreBest': true}").restoreRule()).isEqualTo(RestoreRule.ALWAYS);
    assertThat(of("{'restoreBest': true, 'restoreRule': 'if-stopped'}").restoreRule())
        .isEqualTo(RestoreRule.IF_STOPPED);
    assertThat(of("{'restoreBest': false, 'restoreRule': 'if-stopped'}")).isEqualTo(of("{}"));
  }

  @Test
  void heModelsBeginWithHeUniform() {
    assertThat(of("{'model': 'mlp-small-64-he'}").initializer())
        .isEqualTo(KernelInitializer.HE_UNIFORM);
  }

  @Test
  void adamOnAnMlpHasItsOwnRateAndScheduleAndStillNoEarlyStopping() {
    RunConfig config = of("{'model': 'mlp-small-64', 'optimizer': 'adam'}");
    assertThat(config.learningRate()).isEqualTo(0.001);
    assertThat(config.patience()).isZero();
    assertThat(config.training().optimizer())
        .isEqualTo(new Adam(new InverseTimeDecay(0.001, 1_593_750, 1)));
  }

  @Test
  void sgdOnACnnHasItsOwnRateAndStillEarlyStopping() {
    RunConfig config = of("{'model': 'cnn-small-32', 'optimizer': 'sgd'}");
    assertThat(config.patience()).isEqualTo(10);
    assertThat(config.training().optimizer()).isEqualTo(new Sgd(new ConstantRate(0.01), 0.8, true));
  }

  @Test
  void theSeedAndTheRateReachTheEngine() {
    RunConfig config = of("{'optimizer': 'adam', 'learningRate': 0.5, 'seed': 7, 'batchSize': 9}");
    assertThat(config.training().seed()).isEqualTo(7);
    assertThat(config.training().batchSize()).isEqualTo(9);
    assertThat(config.training().optimizer())
        .isEqualTo(new Adam(new InverseTimeDecay(0.5, 1_593_750, 1)));
  }

  @Test
  void theMemoryReachesTheEngine() {
    assertThat(of("{}").execution().memoryBytes()).isZero();
    assertThat(of("{}").execution().evaluationBatch()).isZero();
    assertThat(of("{'evaluationBatch': 64}").execution().evaluationBatch()).isEqualTo(64);
    assertThat(of("{'memory': 5000000000}").execution().memoryBytes()).isEqualTo(5_000_000_000L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {'epochs': 0}            | --epochs needs at least 1, got 0
          {'batchSize': 0}         | --batch-size needs at least 1, got 0
          {'learningRate': 0}      | --learning-rate needs a positive number, got 0.0
          {'learningRate': -0.1}   | --learning-rate needs a positive number, got -0.1
          {'learningRate': 1e999}  | --learning-rate needs a positive number, got Infinity
          {'learningRate': 1e300}  | --learning-rate needs a rate that float32 holds, 1.2E-38 to 3.4E38, got 1.0E300
          {'learningRate': 1e-39}  | --learning-rate needs a rate that float32 holds, 1.2E-38 to 3.4E38, got 1.0E-39
          {'momentum': 1e-60}      | --momentum needs a number that float32 tells from 0 and 1, got 1.0E-60
          {'momentum': 0.99999999} | --momentum needs a number that float32 tells from 0 and 1, got 0.99999999
          {'dropout': 1e-60}       | --dropout needs a rate that float32 tells from 0 and 1, got 1.0E-60
          {'dropout': 0.99999999}  | --dropout needs a rate that float32 tells from 0 and 1, got 0.99999999
          {'model': 'mlp-small-64', 'restoreBest': true} | --restore-best needs --patience, got 0; give the epochs to wait for a better validation loss
          {'momentum': -0.1}       | --momentum needs a number in [0, 1], got -0.1
          {'momentum': 1.1}        | --momentum needs a number in [0, 1], got 1.1
          {'dropout': -0.1}        | --dropout needs a rate in [0, 1), got -0.1
          {'dropout': 1}           | --dropout needs a rate in [0, 1), got 1.0
          {'patience': -1}         | --patience needs at least 0, got -1
          {'validationSplit': -0.1}| --validation-split needs a share in [0, 1), got -0.1
          {'validationSplit': 1}   | --validation-split needs a share in [0, 1), got 1.0
          {'development': true}    | development needs a validation split of 0, got 0.1; give one or the other
          {'limit': 0}             | --limit needs 1 to 51000 images, got 0
          {'limit': 51001}         | --limit needs 1 to 51000 images, got 51001
          {'threads': -1}          | --threads needs at least 0, got -1
          {'memory': -1}           | --memory needs at least 0, got -1
          {'epochs': 1000001}      | --epochs needs at most 1000000, got 1000001
          {'batchSize': 65537}     | --batch-size needs at most 65536, got 65537
          {'learningRate': 1e-300} | --learning-rate needs a rate that float32 holds, 1.2E-38 to 3.4E38, got 1.0E-300
          {'learningRate': 'NaN'}  | --learning-rate needs a positive number, got NaN
          {'momentum': 'NaN'}      | --momentum needs a number in [0, 1], got NaN
          {'dropout': 'NaN'}       | --dropout needs a rate in [0, 1), got NaN
          {'validationSplit': 'NaN'} | --validation-split needs a share in [0, 1), got NaN
          {'patience': 1000001}    | --patience needs at most 1000000, got 1000001
          {'threads': 1025}        | --threads needs at most 1024, got 1025
          {'threads': 1000000}     | --threads needs at most 1024, got 1000000
          {'memory': 1} | --memory needs at least 64k (65536 bytes), or 0 for the default, got 1; give a unit, as in 512m or 2g
          {'evaluationBatch': -1} | --evaluation-batch needs at least 0, got -1
          {'evaluationBatch': 1000001} | --evaluation-batch needs at most 1000000, got 1000001
          {'memory': 1125899906842625} | --memory needs at most 1125899906842624, got 1125899906842625
          {'gpu': 1024}            | --gpu needs at most 1023, got 1024
          {'gpuMemory': 1125899906842625} | --gpu-memory needs at most 1125899906842624, got 1125899906842625
          {'gpus': 65}             | --gpus needs at most 64, got 65
          {'model': 'mlp-8193x1'}  | units needs at most 8192, got 8193
          {'model': 'mlp-64x65'}   | layers needs at most 64, got 65
          {'model': 'cnn-8193k3s1'} | filters needs at most 8192, got 8193
          {'model': 'cnn-8k29s1'}  | kernel needs at most 28, got 29
          {'model': 'cnn-8k3s29'}  | strides needs at most 28, got 29
          {'model': 'cnn-8k3s1-dense9000'} | units needs at most 8192, got 9000
          {'limit': 1}             | --validation-split needs at least one image on either side, got 0.1 of 1; raise --limit or change the share
          {'validationSplit': 1e-17} | --validation-split needs at least one image on either side, got 1.0E-17 of 51000; raise --limit or change the share
          {'validationSplit': 0}   | --patience needs a validation split, got 0; give --validation-split, or --patience 0 for no early stopping
          """)
  void refusesWhatIsOutOfRange(String settings, String message) {
    refuses(settings, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {'momentum': 0, 'dropout': 0, 'patience': 0, 'validationSplit': 0}
          {'momentum': 1, 'dropout': 0.99, 'validationSplit': 0.99}
          {'epochs': 1, 'batchSize': 1, 'limit': 2, 'threads': 1}
          {'limit': 51000, 'patience': 1}
          """)
  void takesTheEdgesOfTheRanges(String settings) {
    assertThat(of(settings)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {'epochs': '3'}        | setting 'epochs' needs a whole number, got something else
          {'epochs': 3.5}        | setting 'epochs' needs a whole number, got something else
          {'epochs': [3]}        | setting 'epochs' needs a whole number, got something else
          {'seed': true}         | setting 'seed' needs a whole number, got something else
          {'dropout': 'much'}    | setting 'dropout' needs a number, got something else
          {'restoreBest': 'yes'} | setting 'restoreBest' needs true or false, got something else
          {'restoreRule': 'now'} | setting 'restoreRule' needs one of [if-stopped, always], got something else
          {'restoreBest': 1}     | setting 'restoreBest' needs true or false, got something else
          {'optimizer': 'lion'}  | setting 'optimizer' needs one of [sgd, adam, adam-constant], got something else
          {'optimizer': ''}      | setting 'optimizer' needs one of [sgd, adam, adam-constant], got something else
          {'optimizer': 1}       | setting 'optimizer' needs one of [sgd, adam, adam-constant], got something else
          {'device': 'tpu'}      | setting 'device' needs one of [auto, cpu, gpu], got something else
          {'memory': '2g'}       | setting 'memory' needs a whole number, got something else
          {'memory': 1e30}       | setting 'memory' needs a whole number, got something else
          {'gpu': 'all'}         | setting 'gpu' needs a whole number, got something else
          {'gpuMemory': '4g'}    | setting 'gpuMemory' needs a whole number, got something else
          {'device': 2}          | setting 'device' needs one of [auto, cpu, gpu], got something else
          {'initializer': 'one'} | setting 'initializer' needs one of [glorot-uniform, glorot-normal, he-uniform, he-normal], got something else
          {'model': ['a']}       | setting 'model' needs a text, got something else
          """)
  void refusesAnotherTypeAndNamesTheSetting(String settings, String message) {
    refuses(settings, message);
  }

  @ParameterizedTest
  @CsvSource({
    "model",
    "epochs",
    "batchSize",
    "optimizer",
    "learningRate",
    "momentum",
    "dropout",
    "patience",
    "restoreBest",
    "initializer",
    "seed",
    "validationSplit",
    "limit",
    "device",
    "threads",
    "memory",
    "gpu",
    "gpuMemory"
  })
  void refusesNothingAsAValueAndNamesTheSetting(String setting) {
    assertThatThrownBy(() -> of("{'" + setting + "': null}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("setting '" + setting + "' needs");
  }

  @Test
  void namesTheSettingOfANumberThatNoIntHolds() {
    assertThatThrownBy(() -> of("{'epochs': 99999999999}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("setting 'epochs' needs a whole number, got something else");
  }

  @Test
  void anUnknownSettingIsAnsweredWithAllThereAre() {
    refuses(
        "{'epoch': 3}",
        "unknown setting 'epoch'; the settings are [model, epochs, batchSize, optimizer, "
            + "learningRate, momentum, dropout, patience, restoreBest, initializer, seed, "
            + "validationSplit, development, limit, device, threads, memory, gpu, gpuMemory, "
            + "precision, gpus, evaluationBatch, restoreRule]");
  }

  @Test
  void anUnknownModelIsAnsweredWithTheNearest() {
    refuses("{'model': 'mlp-tiny-64'}", "unknown model 'mlp-tiny-64'; did you mean mlp-small-64?");
  }

  private static void refuses(String settings, String message) {
    assertThatThrownBy(() -> of(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static RunConfig of(String settings) {
    try {
      return RunConfigs.of((ObjectNode) Json.MAPPER.readTree(settings.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
