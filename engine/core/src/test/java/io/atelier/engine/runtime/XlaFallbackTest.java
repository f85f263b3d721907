package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.atelier.data.FloatValues;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.runtime.epoch.TrainingEpochs;
import io.atelier.engine.training.Verdict;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What XLA cannot compile runs in TensorFlow's executor. */
class XlaFallbackTest {
  /** Rounds through text, an operation that XLA does not have. */
  private record Spelled() implements Layer {
    @Override
    public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
      Ops tf = context.tf();
      Operand<TFloat32> read =
          tf.strings.toNumber(tf.dtypes.asString(tf.stopGradient(input)), TFloat32.class);
      return tf.math.add(input, tf.math.mul(read, tf.constant(0.5f)));
    }
  }

  /** The same, for batches of three alone: what 83 examples leave behind batches of eight. */
  private record SpelledRest() implements Layer {
    @Override
    public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
      return input.shape().get(0) == 3 ? context.apply(new Spelled(), input) : input;
    }
  }

  private static Program program(Compilation compilation, int examples, long memory) {
    return program(new Spelled(), compilation, examples, memory);
  }

  private static Program program(
      Layer spelled, Compilation compilation, int examples, long memory) {
    Model model =
        Model.of(
            "spelling",
            Input.bytes(8, 8, 1),
            new Rescaling(1, 255),
            new Flatten(),
            spelled,
            new Dense(Sets.CLASSES, Activation.SOFTMAX));
    return Program.compile(
        model,
        Sets.training(),
        Optional.of(Sets.images(examples, 1)),
        Optional.empty(),
        new Execution(Device.CPU, 0, compilation).withMemory(memory));
  }

  private static Map<String, FloatValues> trained(Program program) {
    for (int epoch = 0; epoch < 2; epoch++) {
      assertThat(program.trainEpoch(epoch, progress -> Verdict.CONTINUE)).isPresent();
    }
    return program.weights();
  }

  /** 83 examples as one window and as several, and fewer than a batch. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2_000, -1})
  void trainsAsTheExecutorDoes(int memory) {
    int examples = memory < 0 ? 5 : 83;
    try (Program program = program(Compilation.AUTO, examples, Math.max(0, memory));
        Program expected = program(Compilation.INTERPRETED, examples, Math.max(0, memory))) {
      assertThat(program.lowering()).isEqualTo("xla");
      assertThat(trained(program)).isEqualTo(trained(expected));
      assertThat(program.lowering()).isEqualTo(expected.lowering()).isEqualTo("native");
    }
  }

  /** As one window, and as several. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2_000})
  void whereOnlyTheLastBatchCannotBeCompiledToo(int memory) {
    try (Program program = program(new SpelledRest(), Compilation.AUTO, 83, memory);
        Program expected = program(new SpelledRest(), Compilation.INTERPRETED, 83, memory)) {
      assertThat(program.lowering()).isEqualTo("xla");
      assertThat(trained(program)).isEqualTo(trained(expected));
      assertThat(program.lowering()).isEqualTo("native");
    }
  }

  @Test
  void aLastBatchThatMustBeCompiledIsAnErrorThatChangesNothing() {
    try (Program program = program(new SpelledRest(), Compilation.COMPILED, 83, 0)) {
      Map<String, FloatValues> before = program.weights();
      assertThatIllegalStateException()
          .isThrownBy(() -> program.trainEpoch(0, progress -> Verdict.CONTINUE))
          .withMessageStartingWith(
              "Model spelling needs operations that XLA can compile, got AsString");
      assertThat(program.weights()).isEqualTo(before);
    }
  }

  @Test
  void saysSoOnceAndNamesTheOperation() {
    Logger logger = (Logger) LoggerFactory.getLogger(TrainingEpochs.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      Layer spelled = new Spelled();
      for (int i = 0; i < 2; i++) {
        Model model =
            Model.of(
                "told-once",
                Input.bytes(8, 8, 1),
                new Rescaling(1, 255),
                new Flatten(),
                spelled.named("words"),
                new Dense(Sets.CLASSES, Activation.SOFTMAX));
        try (Program program =
            Program.compile(model, Sets.training(), Sets.images(16, 1), Sets.images(8, 2))) {
          trained(program);
        }
      }
    } finally {
      logger.detachAppender(log);
    }
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "model told-once trains in TensorFlow's executor, which may be slower: XLA cannot compile AsString (words/AsString)");
  }

  @Test
  void askedForItIsAnErrorThatChangesNothing() {
    try (Program program = program(Compilation.COMPILED, 83, 0)) {
      Map<String, FloatValues> before = program.weights();
      for (int i = 0; i < 2; i++) {
        assertThatIllegalStateException()
            .isThrownBy(() -> program.trainEpoch(0, progress -> Verdict.CONTINUE))
            .withMessage(
                "Model spelling needs operations that XLA can compile, got AsString (spelled/AsString); compose it of other operations, or use Compilation.INTERPRETED");
      }
      assertThat(program.weights()).isEqualTo(before);
    }
  }
}
