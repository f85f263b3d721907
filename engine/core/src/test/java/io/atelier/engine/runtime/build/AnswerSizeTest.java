package io.atelier.engine.runtime.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.data.Examples;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.pooling.MaxPooling2D;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.GpuLimits;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Sets;
import io.atelier.engine.training.Scores;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AnswerSizeTest {
  private static Blueprint images(int side, int filters) {
    return Blueprint.of(
        Model.of(
            "images",
            Input.bytes(side, side, 1),
            new Rescaling(1, 255),
            new Conv2D(filters, 3, Activation.RELU).withPadding(Padding.SAME),
            new MaxPooling2D(2),
            new Flatten(),
            new Dense(10, Activation.SOFTMAX)));
  }

  @Test
  void thePapersNetworksKeepFiveHundred() {
    // The most filters of the paper's spaces in front of a pooling, on its images of 28x28.
    assertThat(AnswerSize.of(images(28, 256), Execution.AUTO)).isEqualTo(500);
    assertThat(AnswerSize.of(Blueprint.of(Sets.mlp()), Execution.AUTO)).isEqualTo(500);
  }

  @Test
  void aLargeNetworkIsAnsweredInSmallerBatches() {
    // BiasAdd and ReLU take and give 224 * 224 * 64 floats each: 25,690,112 bytes an example.
    Blueprint large = images(224, 64);
    assertThat(large.exampleBytes()).isEqualTo(2L * 224 * 224 * 64 * 4);
    assertThat(AnswerSize.of(large, Execution.AUTO)).isEqualTo((1 << 30) / 25_690_112);
    Execution limited = Execution.AUTO.withGpu(new GpuLimits(Optional.empty(), 1L << 30));
    assertThat(AnswerSize.of(large, limited)).isEqualTo((1 << 28) / 25_690_112);
    Execution tiny = Execution.AUTO.withGpu(new GpuLimits(Optional.empty(), 1L << 20));
    assertThat(AnswerSize.of(large, tiny)).isEqualTo(1);
    assertThat(AnswerSize.of(large, Execution.AUTO.withEvaluationBatch(3))).isEqualTo(3);
  }

  @Test
  void scoresAndAnswersDoNotDependOnIt() {
    Examples examples = Sets.images(83, 1);
    try (Program program = Program.compile(Sets.mlp(), Sets.training());
        Program few =
            Program.compile(
                Sets.mlp(),
                Sets.training(),
                Optional.empty(),
                Optional.empty(),
                Execution.AUTO.withEvaluationBatch(7))) {
      Scores scores = program.evaluate(examples);

      assertThat(few.evaluate(examples).accuracy()).isEqualTo(scores.accuracy());
      // Means of up to 83 float32 losses below 4, added up: 83 roundings of 2^-22 at most.
      assertThat(few.evaluate(examples).loss())
          .isCloseTo(scores.loss(), Offset.offset(83 * 0x1p-22));
      assertThat(few.outputs(examples.inputs()).values())
          .containsExactly(program.outputs(examples.inputs()).values(), Offset.offset(1e-6f));
    }
  }

  @Test
  void rejectsFewerThanNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Execution.AUTO.withEvaluationBatch(-1))
        .withMessage(
            "Execution needs 0 to 1000000 examples to evaluate at a time, got -1; 0 takes as many as the model leaves memory for, 500 at most");
  }
}
