package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.atelier.data.ByteValues;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import io.atelier.data.file.Folder;
import io.atelier.engine.Rounding;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Node;
import io.atelier.engine.layer.merge.Concatenate;
import io.atelier.engine.training.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

@Tag("numeric")
class PredictorTest {
  private static final Values IMAGES = Sets.images(60, 3).inputs();
  private static final Offset<Float> ROUNDING =
      Offset.offset((float) (2 * Rounding.FLOAT32.of(9 + 36)));

  @TempDir static Path shared;
  @TempDir Path folder;

  private static float[][] expected;

  /** A run's folder has its SavedModel under this name. */
  @BeforeAll
  static void train() throws IOException {
    try (Program program =
        Program.compile(Sets.cnn(), Sets.training(), Sets.images(40, 1), Sets.images(8, 2))) {
      program.trainEpoch(0, progress -> Verdict.CONTINUE);
      program.export(shared.resolve("saved_model"));
      expected = program.predict(IMAGES);
    }
  }

  @Test
  void answersAsTheProgramThatWasTrained() throws IOException {
    for (Path path : List.of(shared, shared.resolve("saved_model"))) {
      try (Predictor predictor = Predictor.load(path)) {
        float[][] answers = predictor.predict(IMAGES);
        assertThat(answers).hasDimensions(60, expected[0].length);
        for (int row = 0; row < answers.length; row++) {
          assertThat(answers[row]).containsExactly(expected[row], ROUNDING);
        }
      }
    }
  }

  @Test
  void eightThreadsGetTheAnswersOfOneToTheBit() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (Predictor predictor = Predictor.load(shared)) {
      List<float[][]> alone = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        alone.add(predictor.predict(IMAGES.slice(i, i + 1)));
      }
      List<Future<?>> done = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        int first = thread * 7;
        done.add(
            threads.submit(
                () -> {
                  for (int turn = 0; turn < 300; turn++) {
                    int i = (first + turn) % 60;
                    float[][] answer = predictor.predict(IMAGES.slice(i, i + 1));
                    assertThat(answer).isDeepEqualTo(alone.get(i));
                  }
                }));
      }
      for (Future<?> each : done) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** More examples than go into one run, and none. */
  @Test
  void takesAnyNumberOfExamples() throws IOException {
    Values many = Sets.images(1201, 5).inputs();
    try (Predictor predictor = Predictor.load(shared)) {
      FloatValues all = predictor.outputs(many);
      assertThat(all.shape()).containsExactly(1201, expected[0].length);
      FloatValues last = predictor.outputs(many.slice(1000, 1201));
      assertThat(all.slice(1000, 1201).values()).containsExactly(last.values(), ROUNDING);
      assertThat(predictor.predict(many.slice(0, 0))).isEmpty();
    }
  }

  @Test
  void severalInputsAndOutputsAreCalledByName() throws IOException {
    Node left = Node.input("left", Input.floats(2));
    Node right = Node.input("right", Input.floats(1));
    Node both = new Concatenate().of(left, right);
    Model model =
        Model.of(
            "two",
            List.of(left, right),
            List.of(
                both.then(new Dense(3, Activation.SOFTMAX).named("kind")),
                both.then(new Dense(1, Activation.LINEAR).named("amount"))));
    FloatValues lefts = FloatValues.of(new float[] {1, 2, 3, 4}, 2, 2);
    FloatValues rights = FloatValues.of(new float[] {5, 6}, 2, 1);
    try (Program program = Program.compile(model, Sets.training().on("kind"))) {
      program.export(folder.resolve("two"));
      try (Predictor predictor = Predictor.load(folder.resolve("two"))) {
        assertThat(predictor.inputNames()).containsExactly("left", "right");
        assertThat(predictor.outputNames()).containsExactly("amount", "kind");
        Map<String, Values> asked = Map.of("left", lefts, "right", rights);
        Map<String, FloatValues> answers = predictor.answers(asked);
        program
            .answers(asked)
            .forEach(
                (name, values) ->
                    assertThat(answers.get(name).values())
                        .containsExactly(values.values(), ROUNDING));
        assertThatIllegalArgumentException()
            .isThrownBy(() -> predictor.answers(Map.of("left", lefts)))
            .withMessageContaining(
                "needs values for its inputs [left, right], got some for [left]");
        assertThatIllegalArgumentException()
            .isThrownBy(() -> predictor.answers(Map.of("left", lefts, "right", rights.slice(0, 1))))
            .withMessageContaining("needs as many examples of each input");
        assertThatIllegalArgumentException()
            .isThrownBy(() -> predictor.predict(lefts))
            .withMessageContaining("needs to be asked by name");
      }
    }
  }

  @Test
  void refusesOtherValuesAndSaysWhatItTakes() throws IOException {
    try (Predictor predictor = Predictor.load(shared)) {
      String takes = "needs input uint8 [count, 8, 8, 1]";
      assertThatIllegalArgumentException()
          .isThrownBy(() -> predictor.predict(FloatValues.of(new float[64], 1, 8, 8, 1)))
          .withMessageContaining(takes + ", got float32 [1, 8, 8, 1]; reshape or convert");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> predictor.predict(ByteValues.of(new byte[64], 1, 64)))
          .withMessageContaining(takes + ", got uint8 [1, 64]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> predictor.predict(ByteValues.of(new byte[64], 8, 8, 1)))
          .withMessageContaining(
              "without the batch's axis; give one example the shape [1, 8, 8, 1]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> predictor.predict(null))
          .withMessageContaining("needs values");
      assertThat(predictor.toString())
          .isEqualTo(
              "SavedModel %s (input uint8 [count, 8, 8, 1] to output [count, 4])"
                  .formatted(shared));
    }
  }

  @Test
  void answersNothingWhenItIsClosed() throws IOException {
    Predictor predictor = Predictor.load(shared);
    predictor.close();
    predictor.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> predictor.predict(IMAGES))
        .withMessageContaining("needs to be open, got closed");
  }

  /** Of another program, with numbers of other types, under a signature of its own name. */
  @Test
  void loadsModelsOfOthers() throws IOException {
    Path other = folder.resolve("odd [name]");
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      var doubles =
          tf.placeholder(TFloat64.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, 2)));
      var longs = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE)));
      var half = tf.math.mul(doubles, tf.constant(0.5));
      var next = tf.math.add(longs, tf.constant(1L));
      Signature signature =
          Signature.builder("classify")
              .input("doubles", doubles)
              .input("longs", longs)
              .output("half", half)
              .output("next", next)
              .build();
      Path plain = folder.resolve("plain");
      SavedModelBundle.exporter(plain.toString())
          .withSession(session)
          .withSignature(signature)
          .export();
      Files.move(plain, other);
    }
    try (Predictor predictor = Predictor.load(other)) {
      Map<String, FloatValues> answers =
          predictor.answers(
              Map.of(
                  "doubles",
                  FloatValues.of(new float[] {1, 2, 3, 4}, 2, 2),
                  "longs",
                  IntValues.of(new int[] {7, -9}, 2)));
      assertThat(answers.get("half").values()).containsExactly(0.5f, 1, 1.5f, 2);
      assertThat(answers.get("half").shape()).containsExactly(2, 2);
      assertThat(answers.get("next").values()).containsExactly(8, -8);
    }
  }

  @Test
  void refusesModelsThatTakeNoNumbersOrGiveNoRows() throws IOException {
    Path texts = folder.resolve("texts");
    Path sums = folder.resolve("sums");
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      var text = tf.placeholder(TString.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE)));
      var number = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE)));
      var sum = tf.sum(number, tf.constant(0));
      SavedModelBundle.exporter(texts.toString())
          .withSession(session)
          .withSignature(Signature.builder().input("text", text).output("sum", sum).build())
          .export();
      SavedModelBundle.exporter(sums.toString())
          .withSession(session)
          .withSignature(Signature.builder().input("number", number).output("sum", sum).build())
          .export();
    }
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Predictor.load(texts))
        .withMessageContaining(texts + " needs inputs of numbers")
        .withMessageContaining("got text of type string");
    try (Predictor predictor = Predictor.load(sums)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> predictor.predict(FloatValues.of(new float[2], 2)))
          .withMessageContaining("needs outputs with a row for each of 2 examples");
    }
  }

  @Test
  void saysWhatIsNotThere() throws IOException {
    Path nothing = folder.resolve("nothing");
    Path file = Files.createFile(folder.resolve("file"));
    for (Path path : List.of(nothing, file, folder)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> Predictor.load(path))
          .withMessageStartingWith(path + " needs to be a folder with a SavedModel, got ")
          .withMessageContaining("atelier export");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> Predictor.load(null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "saved_model.pb",
        "variables/variables.index",
        "variables/variables.data-00000-of-00001"
      })
  void saysWhatIsDamaged(String name) throws IOException {
    Path copy = folder.resolve("copy");
    copy(shared.resolve("saved_model"), copy);
    byte[] whole = Files.readAllBytes(copy.resolve(name));
    for (byte[] odd :
        new byte[][] {new byte[0], java.util.Arrays.copyOf(whole, whole.length / 2)}) {
      Files.write(copy.resolve(name), odd);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> Predictor.load(copy).close())
          .withMessageStartingWith(copy + " ")
          .satisfies(
              e -> assertThat(e.getMessage()).doesNotContain("\n").contains("; export it again"));
    }
    if (!name.equals("saved_model.pb")) {
      Folder.delete(copy.resolve("variables"));
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> Predictor.load(copy).close())
          .withMessageStartingWith(copy + " is damaged");
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
