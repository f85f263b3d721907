package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.atelier.data.ByteValues;
import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import io.atelier.engine.Rounding;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.runtime.Execution.Precision;
import io.atelier.engine.runtime.device.Devices;
import io.atelier.engine.runtime.saved.SavedModelCheck;
import io.atelier.engine.runtime.saved.SavedSignature;
import io.atelier.engine.runtime.tensorflow.Tensors;
import io.atelier.engine.training.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Signature;
import org.tensorflow.exceptions.TFInvalidArgumentException;
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
  void anExportComparedOnNothingIsRefused() throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> program.export(folder.resolve("model"), Serving.DEFAULT, IMAGES.slice(0, 0)))
        .withMessage(
            "Export needs at least one sample to compare answers on, got none; give it some inputs");
    assertLeft();
  }

  @Test
  void anExportThatAnswersDifferentlyIsRefused() throws IOException {
    program.export(folder.resolve("model"));
    FloatValues other =
        FloatValues.of(new float[IMAGES.count() * Sets.CLASSES], IMAGES.count(), Sets.CLASSES);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> check(other, Precision.FLOAT32))
        .withMessageMatching(
            "Export needs a SavedModel that answers as the program, got 0\\.\\d+ for 0\\.0 at place 0; nothing was written");
  }

  private void check(FloatValues expected, Precision precision) throws IOException {
    SavedModelCheck.require(
        folder.resolve("model"),
        SavedSignature.of(Sets.cnn()),
        List.of(IMAGES),
        List.of(expected),
        precision,
        Devices.config("CPU", 0));
  }

  /** From one number of a format to the next: 2^-10 in float16 and TF32, 2^-7 in bfloat16. */
  @ParameterizedTest
  @CsvSource({"FLOAT32, 0", "TF32, 0x1p-11", "MIXED_FLOAT16, 0x1p-11", "BFLOAT16, 0x1p-8"})
  void answersMayDifferByARoundingOfTheirPrecision(Precision precision, String less)
      throws IOException {
    program.export(folder.resolve("model"));
    float[] answers = program.outputs(IMAGES).values();
    float roundings = Float.parseFloat(less);

    check(moved(answers, roundings), precision);
    FloatValues far = moved(answers, Math.max(4 * roundings, 0x1p-18f));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> check(far, precision))
        .withMessageStartingWith("Export needs a SavedModel that answers as the program, got ");
  }

  private static FloatValues moved(float[] answers, float by) {
    float[] moved = answers.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += by;
    }
    return FloatValues.of(moved, IMAGES.count(), Sets.CLASSES);
  }

  private static void assertAnswersNothingElse(Path model, String in, FloatValues... wrong) {
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString())) {
      for (FloatValues values : wrong) {
        assertThatExceptionOfType(TFInvalidArgumentException.class)
            .as("%s", values)
            .isThrownBy(() -> answers(bundle, in, values, "output"))
            .withMessageContaining("is not compatible with expected shape");
      }
    }
  }

  private static FloatValues zeros(int... shape) {
    return FloatValues.of(new float[IntStream.of(shape).reduce(1, (x, y) -> x * y)], shape);
  }

  @Test
  void theSavedModelAnswersExamplesOfItsShapeAlone() throws IOException {
    Path images = folder.resolve("images");
    Path rows = folder.resolve("rows");
    Path called = folder.resolve("called");
    Path own = folder.resolve("own");
    Model cnn =
        Model.of(
            "cnn",
            Input.floats(32, 32, 3),
            new Conv2D(2, 3, Activation.RELU).withPadding(Padding.SAME),
            new Flatten(),
            new Dense(4, Activation.SOFTMAX));
    Model dense = Model.of("dense", Input.floats(8), new Dense(4, Activation.SOFTMAX));
    // A layer that reshapes without a look at what it gets.
    Model blind =
        Model.of(
            "blind",
            Input.floats(8),
            (context, input) -> context.tf().reshape(input, context.tf().array(-1, 8)));
    try (Program first = Program.compile(cnn, Sets.training());
        Program second = Program.compile(dense, Sets.training());
        Program third = Program.compile(blind, Sets.training())) {
      first.export(images);
      second.export(rows);
      second.export(called, Serving.of("features", "output", 2, 4));
      third.export(own);
    }

    assertAnswersNothingElse(
        images,
        "input",
        zeros(1, 64, 64, 3),
        zeros(32, 32, 3),
        zeros(1, 32, 32, 1),
        zeros(3, 32, 32, 1),
        zeros(1, 3, 32, 32),
        zeros(1, 3072));
    assertAnswersNothingElse(rows, "input", zeros(1, 16), zeros(8), zeros(2, 4), zeros(1, 1, 8));
    assertAnswersNothingElse(own, "input", zeros(1, 16), zeros(8), zeros(2, 4), zeros(1, 1, 8));
    assertAnswersNothingElse(
        called, "features", zeros(1, 8), zeros(2, 4), zeros(1, 4, 2), zeros(1, 4, 4));
  }

  @Test
  void namesAloneLeaveTheShapeOfTheModelsInput() throws IOException {
    Path model = folder.resolve("model");
    program.export(model, Serving.of("features", "scores"));
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString())) {
      assertThat(answers(bundle, "features", IMAGES, "scores"))
          .containsExactly(program.outputs(IMAGES).values(), Offset.offset(1e-6f));
    }
  }

  @Test
  void aServingThatCannotBeMeantIsRefused() throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> program.export(folder.resolve("model"), Serving.of("a", "b", 7)))
        .withMessage(
            "Serving needs examples of as many numbers as model cnn takes, [8, 8, 1], got [7]; give them another shape or leave it out");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Serving.of("same", "same"))
        .withMessage(
            "Serving needs different names of input and output, got same twice; rename one of them");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Serving.of("my input", "b"))
        .withMessage(
            "Serving needs an input named with letters, digits, '_', '.' or '-', got \"my input\"; choose a name such as features");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Serving.of("a", "b", -1, 8))
        .withMessage(
            "Serving needs known sizes of at least 1, got [-1, 8]; leave only the batch out");
    assertLeft();
  }

  @Test
  void oneImageWithoutTheBatchsAxisIsToldSo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> program.predict(ByteValues.of(new byte[64], 8, 8, 1)))
        .withMessage(
            "Model cnn needs a batch of inputs of Uint8 [count, 8, 8, 1], got one of Uint8 [8, 8, 1] without the batch's axis; give it the shape [1, 8, 8, 1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run[1]", "a\\b", "st*r", "what?", "a b", "ümläut", "[a-z]*"})
  void anyPathDoes(String name) throws IOException {
    // What the pattern matches must not be taken for it.
    Path other = Files.createDirectories(folder.resolve("run1"));
    Path project = folder.resolve(name);
    Path checkpoint = project.resolve(name).resolve("checkpoint");
    program.save(checkpoint);
    FloatValues saved = program.outputs(IMAGES);
    program.trainEpoch(1, progress -> Verdict.CONTINUE);
    assertThat(program.outputs(IMAGES)).isNotEqualTo(saved);
    program.restore(checkpoint);
    program.export(project.resolve("model"));

    assertThat(program.outputs(IMAGES)).isEqualTo(saved);
    assertThat(checkpoint.resolve("checkpoint.index")).isRegularFile();
    assertThat(other).isEmptyDirectory();
    try (Stream<Path> left = Files.list(project)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(name, "model");
    }
    // TensorFlow itself loads it from a plain path.
    Path moved = Files.move(project.resolve("model"), folder.resolve("moved"));
    try (SavedModelBundle bundle = SavedModelBundle.load(moved.toString())) {
      assertThat(answers(bundle, "input", IMAGES, "output"))
          .containsExactly(saved.values(), Offset.offset(1e-6f));
    }
  }

  @Test
  void aClosedProgramSaysThatItIsClosed() {
    program.close();
    List<ThrowingCallable> calls =
        List.of(
            () -> program.predict(IMAGES),
            () -> program.evaluate(Sets.images(3, 1)),
            () -> program.trainEpoch(0, progress -> Verdict.CONTINUE),
            () -> program.weights(),
            () -> program.setWeights(Map.of()),
            () -> program.keepWeights("best"),
            () -> program.save(folder.resolve("checkpoint")),
            () -> program.restore(folder),
            () -> program.export(folder.resolve("model")));
    for (ThrowingCallable call : calls) {
      assertThatIllegalStateException()
          .isThrownBy(call)
          .withMessage(
              "Program of model cnn needs to be open, got closed; use it inside the try that closes it");
    }
    program.close();
  }
}
