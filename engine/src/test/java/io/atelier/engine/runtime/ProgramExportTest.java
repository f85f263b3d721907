package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import io.atelier.engine.Rounding;
import io.atelier.engine.training.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

@Tag("numeric")
class ProgramExportTest {
  private static final Values IMAGES = Sets.images(30, 3).inputs();

  /** Both round the sums of 9 and of 36 products behind a probability, which is at most 1. */
  private static final Offset<Float> ROUNDING =
      Offset.offset((float) (2 * Rounding.FLOAT32.of(9 + 36)));

  @TempDir Path folder;
  private Program program;

  @BeforeEach
  void train() {
    program = Program.compile(Sets.cnn(), Sets.training(), Sets.images(40, 1), Sets.images(8, 2));
    program.trainEpoch(0, progress -> Verdict.CONTINUE);
  }

  @AfterEach
  void close() {
    program.close();
  }

  private static float[] answers(SavedModelBundle bundle, String in, Values values, String out) {
    try (TNumber fed = Tensors.of(values);
        Result result = bundle.call(Map.of(in, fed))) {
      return Tensors.floats((TFloat32) result.get(out).orElseThrow()).values();
    }
  }

  @Test
  void theSavedModelAnswersAsTheProgram() throws IOException {
    Path model = folder.resolve("new/model");
    program.export(model);
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve")) {
      assertThat(answers(bundle, "input", IMAGES, "output"))
          .containsExactly(program.outputs(IMAGES).values(), ROUNDING);
      // One image alone: the batch is unknown.
      assertThat(answers(bundle, "input", IMAGES.slice(0, 1), "output"))
          .containsExactly(program.outputs(IMAGES.slice(0, 1)).values(), ROUNDING);
    }
  }

  @Test
  void theSignatureIsWhatServingAsksFor() throws IOException {
    Path model = folder.resolve("model");
    program.export(model);
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString())) {
      assertThat(bundle.signatures()).extracting(Signature::key).containsExactly("serving_default");
      Signature signature = bundle.signatures().get(0);

      assertThat(signature.methodName()).isEqualTo("tensorflow/serving/predict");
      assertThat(signature.getInputs()).containsOnlyKeys("input");
      assertThat(signature.getInputs().get("input").dataType).isEqualTo(DataType.DT_UINT8);
      assertThat(signature.getInputs().get("input").shape.asArray()).containsExactly(-1, 8, 8, 1);
      assertThat(signature.getOutputs()).containsOnlyKeys("output");
      assertThat(signature.getOutputs().get("output").dataType).isEqualTo(DataType.DT_FLOAT);
      assertThat(signature.getOutputs().get("output").shape.asArray()).containsExactly(-1, 4);
    }
  }

  @Test
  void nothingOfTheTrainingIsExported() throws IOException {
    Path model = folder.resolve("model");
    program.export(model);
    Set<String> types = new TreeSet<>();
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString())) {
      bundle.graph().operations().forEachRemaining(operation -> types.add(operation.type()));
    }

    assertThat(types)
        .isSubsetOf(
            "Placeholder",
            "Const",
            "Identity",
            "Reshape",
            "Cast",
            "Div",
            "RealDiv",
            "Conv2D",
            "BiasAdd",
            "Relu",
            "MaxPool",
            "MaxPoolV2",
            "MatMul",
            "Softmax",
            "VarHandleOp",
            "ReadVariableOp",
            "EnsureShape",
            "Fill",
            "SaveV2",
            "RestoreV2",
            "AssignVariableOp",
            "NoOp")
        .contains("Conv2D", "MatMul", "Softmax");
    assertThat(model.resolve("weights")).doesNotExist();
  }

  @Test
  void callersMayHaveAnotherShapeAndOtherNames() throws IOException {
    Path model = folder.resolve("model");
    Serving flat = new Serving("pixels", Optional.of(Shape.of(64)), "probabilities");
    program.export(model, flat, IMAGES);
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString())) {
      Signature signature = bundle.signatures().get(0);

      assertThat(signature.getInputs().get("pixels").shape.asArray()).containsExactly(-1, 64);
      assertThat(answers(bundle, "pixels", IMAGES.reshape(64), "probabilities"))
          .containsExactly(program.outputs(IMAGES).values(), ROUNDING);
    }
  }

  private void assertLeft(Path... paths) throws IOException {
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left.filter(path -> !path.equals(folder))).containsExactlyInAnyOrder(paths);
    }
  }

  @Test
  void anExistingFolderIsRefusedAndLeftAsItIs() throws IOException {
    Path existing = Files.createDirectory(folder.resolve("model"));
    Path file = Files.writeString(existing.resolve("file"), "mine");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> program.export(existing))
        .withMessage(
            "Folder needs a new path, got "
                + existing
                + ", which exists; choose another or delete it first");
    assertLeft(existing, file);
  }

  @Test
  void anExistingEmptyFolderIsRefusedToo() throws IOException {
    Path existing = Files.createDirectory(folder.resolve("model"));

    assertThatExceptionOfType(IOException.class).isThrownBy(() -> program.export(existing));
    assertLeft(existing);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void anExportedFolderIsReadableAsAnyNewFolder() throws IOException {
    program.export(folder.resolve("model"));

    assertThat(Files.getPosixFilePermissions(folder.resolve("model")))
        .isEqualTo(Files.getPosixFilePermissions(Files.createDirectory(folder.resolve("new"))));
  }

  @Test
  void aFailedExportLeavesNothingBehind() throws IOException {
    Serving wrong = new Serving("input", Optional.of(Shape.of(7)), "output");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> program.export(folder.resolve("model"), wrong, IMAGES));
    assertLeft();
  }

  @Test
  void anExportThatAnswersDifferentlyIsRefused() throws IOException {
    program.export(folder.resolve("model"));
    FloatValues other =
        FloatValues.of(new float[IMAGES.count() * Sets.CLASSES], IMAGES.count(), Sets.CLASSES);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                SavedModelCheck.require(
                    folder.resolve("model"),
                    Serving.DEFAULT,
                    IMAGES,
                    other,
                    Devices.config("CPU", 0)))
        .withMessageMatching(
            "Export needs a SavedModel that answers as the program, got 0\\.\\d+ for 0\\.0 at place 0; nothing was written");
  }
}
