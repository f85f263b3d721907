package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.training.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("numeric")
class ProgramStateTest {
  @TempDir Path folder;

  private static Program program(Model model) {
    Examples train = Sets.images(83, 1);
    return Program.compile(model, Sets.training(), train, train);
  }

  private static void train(Program program, int from, int to) {
    for (int epoch = from; epoch < to; epoch++) {
      assertThat(program.trainEpoch(epoch, progress -> Verdict.CONTINUE)).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRestoredTrainingGoesOnAsAnUninterruptedOneToTheBit(boolean convolutional)
      throws IOException {
    Model model = convolutional ? Sets.cnn() : Sets.mlp();
    Path checkpoint = folder.resolve("checkpoint-2");
    Map<String, FloatValues> uninterrupted;
    try (Program program = program(model)) {
      train(program, 0, 2);
      program.save(checkpoint);
      train(program, 2, 4);
      uninterrupted = program.weights();
    }
    try (Program program = program(model)) {
      train(program, 0, 1);
      program.restore(checkpoint);
      train(program, 2, 4);

      assertThat(program.weights()).isEqualTo(uninterrupted);
    }
  }

  @Test
  void rejectsAFolderWithoutACheckpoint() {
    try (Program program = program(Sets.mlp())) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> program.restore(folder))
          .withMessage(
              "Checkpoint needs a folder with checkpoint.index, got "
                  + folder
                  + "; train first, or name the checkpoint's folder");
    }
  }

  private static Program small(int units, int more) {
    return Program.compile(
        Model.of(
            "small",
            Input.floats(2),
            new Dense(units, Activation.RELU),
            new Dense(more, Activation.SOFTMAX)),
        Sets.training());
  }

  private void assertRefuses(Program program, Path checkpoint) {
    Map<String, FloatValues> before = program.weights();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> program.restore(checkpoint))
        .withMessage(
            "Model small needs a checkpoint of its own weights and optimizer, got another in "
                + checkpoint
                + "; restore into the model that wrote it");
    assertThat(program.weights()).isEqualTo(before);
  }

  @Test
  void rejectsACheckpointOfAModelWithOtherLayers() throws IOException {
    Path checkpoint = folder.resolve("mlp");
    try (Program other =
            Program.compile(
                Model.of("other", Input.floats(2), new Dense(2, Activation.RELU)),
                Sets.training());
        Program small = small(2, 2)) {
      other.save(checkpoint);
      assertRefuses(small, checkpoint);
    }
  }

  @Test
  void rejectsACheckpointOfAModelWithOtherSizes() throws IOException {
    Path checkpoint = folder.resolve("sizes");
    try (Program other = small(3, 2);
        Program small = small(2, 2)) {
      other.save(checkpoint);
      assertRefuses(small, checkpoint);
    }
  }

  @Test
  void rejectsACheckpointOfAnotherOptimizer() throws IOException {
    Path checkpoint = folder.resolve("sgd");
    Model model = Model.of("small", Input.floats(2), new Dense(2, Activation.SOFTMAX));
    try (Program other = Program.compile(model, Training.of(new Sgd(0.1), 8));
        Program small = Program.compile(model, Training.of(new Adam(0.1), 8))) {
      other.save(checkpoint);
      assertRefuses(small, checkpoint);
    }
  }

  @Test
  void savingNeverOverwrites() throws IOException {
    Path existing = Files.createDirectory(folder.resolve("existing"));
    Files.writeString(existing.resolve("file"), "mine");
    try (Program program = program(Sets.mlp())) {
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> program.save(existing));
    }
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left).containsExactlyInAnyOrder(folder, existing, existing.resolve("file"));
    }
  }

  @Test
  void restoresTheWeightsThatWereKept() {
    try (Program program = program(Sets.cnn())) {
      Map<String, FloatValues> first = program.weights();
      program.keepWeights("first");
      train(program, 0, 1);
      Map<String, FloatValues> second = program.weights();
      program.keepWeights("second");
      program.restoreWeights("first");

      assertThat(second).isNotEqualTo(first);
      assertThat(program.weights()).isEqualTo(first);
      program.restoreWeights("second");
      assertThat(program.weights()).isEqualTo(second);
    }
  }

  @Test
  void rejectsRestoringWhatWasNotKept() {
    try (Program program = program(Sets.mlp())) {
      assertThatIllegalStateException()
          .isThrownBy(() -> program.restoreWeights("best"))
          .withMessage("Program needs weights kept as best to restore, got none; keep them first");
    }
  }

  @Test
  void aCopyOfTheWeightsStaysAsItWasWhileTrainingGoesOn() {
    try (Program program = program(Sets.cnn())) {
      FloatValues copy = program.weights().get("dense/kernel");
      float[] before = copy.values().clone();
      train(program, 0, 1);

      assertThat(copy.values()).containsExactly(before);
    }
  }

  @Test
  void rejectsAWeightTheModelDoesNotHave() {
    try (Program program = program(Sets.mlp())) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> program.setWeights(Map.of("dens/kernel", FloatValues.of(new float[1], 1))))
          .withMessage(
              "Model mlp needs the name of one of its weights, got dens/kernel; see weights()");
    }
  }

  @Test
  void rejectsAWeightOfAnotherShape() {
    try (Program program = program(Sets.mlp())) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> program.setWeights(Map.of("dense/bias", FloatValues.of(new float[4], 4, 1))))
          .withMessage("Weight dense/bias needs [16], got [4, 1]; give values of its shape");
    }
  }

  @Test
  void namesItsWeightsInBuildOrder() {
    try (Program program = program(Sets.cnn())) {
      assertThat(List.copyOf(program.weights().keySet()))
          .containsExactly("conv2d/kernel", "conv2d/bias", "dense/kernel", "dense/bias");
      assertThat(program.parameters()).isEqualTo(40 + 36 * 4 + 4);
    }
  }
}
