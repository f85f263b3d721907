package io.atelier.lab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.fashion.FashionMnist;
import io.atelier.data.format.ReadOptions;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import io.atelier.engine.metric.Accuracy;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.InverseTimeDecay;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.training.Mode;
import io.atelier.paper.network.Catalogue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunConfigTest {

  private static final Optimizer SGD = new Sgd(new ConstantRate(0.01), 0.8, true);

  @Test
  void mlpsAreTrainedAsInThePapersTable2() {
    RunConfig config = of("{'model': 'mlp-medium-128'}");
    assertThat(config).isEqualTo(paper("mlp-medium-128", SGD, StoppingConfig.NONE));
    assertThat(config.training().training().optimizer()).isEqualTo(SGD);
    assertThat(config.training().training().batchSize()).isEqualTo(32);
  }

  @Test
  void cnnsAreTrainedAsInThePapersSection5() {
    StoppingConfig patient =
        new StoppingConfig("val_loss", Mode.AUTO, 10, false, StoppingConfig.RestoreRule.ALWAYS);
    assertThat(of("{'model': 'cnn-small-64'}"))
        .isEqualTo(paper("cnn-small-64", adam(0.001), patient));
  }

  private static Optimizer adam(double rate) {
    return new Adam(new InverseTimeDecay(rate, 1_593_750, 1));
  }

  private static RunConfig paper(String model, Optimizer optimizer, StoppingConfig stopping) {
    return new RunConfig(
        new DataConfig(
            "fashion-mnist",
            ReadOptions.DEFAULT,
            0.2,
            0.15,
            0,
            DataConfig.Validation.TAIL,
            0.1,
            FashionMnist.CLASS_NAMES,
            Map.of()),
        Catalogue.find(model).orElseThrow().build(),
        new TrainingConfig(
            optimizer, new SparseCategoricalCrossEntropy(), List.of(new Accuracy()), 32, 100, 0),
        stopping,
        new ExecutionConfig(
            ExecutionConfig.Device.AUTO, 0, 0, -1, 0, ExecutionConfig.Precision.FLOAT32, 1, 0));
  }

  @Test
  void aNewRunRestoresItsBestWeightsWheneverItEnds() {
    assertThat(of("{'restoreBest': true}").stopping().restoreRule())
        .isEqualTo(StoppingConfig.RestoreRule.ALWAYS);
    assertThat(of("{'restoreBest': true, 'restoreRule': 'if-stopped'}").stopping().restoreRule())
        .isEqualTo(StoppingConfig.RestoreRule.IF_STOPPED);
    assertThat(of("{'restoreBest': false, 'restoreRule': 'if-stopped'}")).isEqualTo(of("{}"));
  }

  @Test
  void heModelsBeginWithHeUniform() {
    assertThat(of("{'model': 'mlp-small-64-he'}").model())
        .isEqualTo(
            Catalogue.find("mlp-small-64-he").orElseThrow().build(0, KernelInitializer.HE_UNIFORM));
  }

  @Test
  void adamOnAnMlpHasItsOwnRateAndScheduleAndStillNoEarlyStopping() {
    RunConfig config = of("{'model': 'mlp-small-64', 'optimizer': 'adam'}");
    assertThat(config.stopping().patience()).isZero();
    assertThat(config.training().optimizer()).isEqualTo(adam(0.001));
  }

  @Test
  void sgdOnACnnHasItsOwnRateAndStillEarlyStopping() {
    RunConfig config = of("{'model': 'cnn-small-32', 'optimizer': 'sgd'}");
    assertThat(config.stopping().patience()).isEqualTo(10);
    assertThat(config.training().optimizer()).isEqualTo(SGD);
  }

  @Test
  void theSeedAndTheRateReachTheEngine() {
    Training training =
        of("{'optimizer': 'adam', 'learningRate': 0.5, 'seed': 7, 'batchSize': 9}")
            .training()
            .training();
    assertThat(training.seed()).isEqualTo(7);
    assertThat(training.batchSize()).isEqualTo(9);
    assertThat(training.optimizer()).isEqualTo(adam(0.5));
  }

  @Test
  void theMemoryReachesTheEngine() {
    assertThat(execution("{}").memoryBytes()).isZero();
    assertThat(execution("{}").evaluationBatch()).isZero();
    assertThat(execution("{'evaluationBatch': 64}").evaluationBatch()).isEqualTo(64);
    assertThat(execution("{'memory': 5000000000}").memoryBytes()).isEqualTo(5_000_000_000L);
  }

  private static Execution execution(String settings) {
    return of(settings).execution().execution();
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
          {'model': 'mlp-small-64', 'momentum': 1e-60} | --momentum needs a number that float32 tells from 0 and 1, got 1.0E-60
          {'momentum': 0.99999999} | --momentum needs a number that float32 tells from 0 and 1, got 0.99999999
          {'dropout': 1e-60}       | --dropout needs a rate that float32 tells from 0 and 1, got 1.0E-60
          {'dropout': 0.99999999}  | --dropout needs a rate that float32 tells from 0 and 1, got 0.99999999
          {'model': 'mlp-small-64', 'restoreBest': true} | --restore-best needs --patience, got 0; give the epochs to wait for a better one
          {'momentum': -0.1}       | --momentum needs a number in [0, 1], got -0.1
          {'momentum': 1.1}        | --momentum needs a number in [0, 1], got 1.1
          {'dropout': -0.1}        | --dropout needs a rate in [0, 1), got -0.1
          {'dropout': 1}           | --dropout needs a rate in [0, 1), got 1.0
          {'patience': -1}         | --patience needs at least 0, got -1
          {'validationSplit': -0.1}| --validation-split needs a share in [0, 1), got -0.1
          {'validationSplit': 1}   | --validation-split needs a share in [0, 1), got 1.0
          {'development': true}    | development needs a validation split of 0, got 0.1; give one or the other
          {'limit': -1}            | --limit needs at least 0, got -1
          {'momentum': 0.9}        | --momentum needs --optimizer sgd, got adam; leave one of them out
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
          {'limit': 1}             | --validation-split needs at least one example on either side, got 0.1 of 1; raise --limit or change the share
          {'validationSplit': 1e-17, 'limit': 51000} | --validation-split needs at least one example on either side, got 1.0E-17 of 51000; raise --limit or change the share
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
          {'model': 'mlp-small-64', 'momentum': 0, 'dropout': 0, 'patience': 0, 'validationSplit': 0}
          {'model': 'mlp-small-64', 'momentum': 1, 'dropout': 0.99, 'validationSplit': 0.99}
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
          {'epochs': '3'}        | setting 'training.epochs' needs a whole number, got something else
          {'epochs': 3.5}        | setting 'training.epochs' needs a whole number, got something else
          {'epochs': [3]}        | setting 'training.epochs' needs a whole number, got something else
          {'seed': true}         | setting 'training.seed' needs a whole number, got something else
          {'dropout': 'much'}    | setting 'dropout' needs a number, got something else
          {'restoreBest': 'yes'} | setting 'stopping.restore_best' needs true or false, got something else
          {'restoreRule': 'now'} | setting 'stopping.restore_rule' needs one of [if-stopped, always], got something else
          {'restoreBest': 1}     | setting 'stopping.restore_best' needs true or false, got something else
          {'optimizer': 'tiger'}  | --optimizer needs one of sgd, adam, rmsprop, adamw, nadam, adamax, adagrad, adadelta, adafactor, ftrl, lamb, lion, got 'tiger'
          {'optimizer': ''}      | --optimizer needs one of sgd, adam, rmsprop, adamw, nadam, adamax, adagrad, adadelta, adafactor, ftrl, lamb, lion, got ''
          {'optimizer': 1}       | --optimizer needs one of sgd, adam, rmsprop, adamw, nadam, adamax, adagrad, adadelta, adafactor, ftrl, lamb, lion, got '1'
          {'device': 'tpu'}      | setting 'execution.device' needs one of [auto, cpu, gpu], got something else
          {'memory': '2g'}       | setting 'execution.memory' needs a whole number, got something else
          {'memory': 1e30}       | setting 'execution.memory' needs a whole number, got something else
          {'gpu': 'all'}         | setting 'execution.gpu' needs a whole number, got something else
          {'gpuMemory': '4g'}    | setting 'execution.gpu_memory' needs a whole number, got something else
          {'device': 2}          | setting 'execution.device' needs one of [auto, cpu, gpu], got something else
          {'initializer': 'one'} | setting 'initializer' needs one of [glorot-uniform, glorot-normal, he-uniform, he-normal], got something else
          {'model': ['a']}       | setting 'model' needs the name of a network or the config of one, got something else; see 'atelier models'
          {'training': 3}        | setting 'training' needs an object, got something else
          {'training': {'epochs': '3'}} | setting 'training.epochs' needs a whole number, got something else
          {'training': {'epoch': 3}} | unknown setting 'training.epoch'; the settings are [optimizer, loss, metrics, batch_size, epochs, seed, class_weight, weighted_metrics, callbacks, from]
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
        .hasMessage("setting 'training.epochs' needs a whole number, got something else");
  }

  @Test
  void anUnknownSettingIsAnsweredWithAllThereAre() {
    refuses(
        "{'epoch': 3}",
        "unknown setting 'epoch'; the settings are [batchSize, callback, data, development, device, dropout, "
            + "epochs, evaluationBatch, execution, from, gpu, gpuMemory, gpus, initializer, learningRate, "
            + "limit, memory, model, momentum, optimizer, patience, precision, restoreBest, "
            + "restoreRule, seed, stopping, threads, training, validationSplit]");
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

  /** Of {@code cnn-medium-32-64} unless another is named. */
  private static RunConfig of(String settings) {
    ObjectNode chosen = RunConfigs.parse(settings.replace('\'', '"'));
    if (!chosen.has("model")) {
      chosen.put("model", "cnn-medium-32-64");
    }
    return RunConfigs.of(chosen);
  }
}
