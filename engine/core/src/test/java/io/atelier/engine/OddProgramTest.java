package io.atelier.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.ByteValues;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import io.atelier.data.file.Folder;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Serving;
import io.atelier.engine.runtime.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeTry;
import org.tensorflow.ndarray.Shape;

/** Any weights, inputs and folders: a program refuses them, or does all that they say. */
class OddProgramTest {
  private static final Map<String, List<Integer>> WEIGHTS =
      new HashMap<>(Map.of("dense/kernel", List.of(2, 2), "dense/bias", List.of(2)));

  private static Program program;
  private static Program other;

  private final Random random = new Random();
  private Path folder;

  @BeforeContainer
  static void compile() {
    program = program(2);
    other = program(3);
  }

  private static Program program(int units) {
    Model model = Model.of("odd", Input.floats(2), new Dense(units, Activation.SOFTMAX));
    return Program.compile(model, Training.of(new Sgd(0.1), 2));
  }

  @AfterContainer
  static void close() {
    program.close();
    other.close();
  }

  @BeforeTry
  void makeAFolder() throws IOException {
    folder = Files.createTempDirectory("odd");
    Files.createDirectory(folder.resolve("taken"));
    Files.createFile(folder.resolve("file"));
  }

  @AfterTry
  void deleteTheFolder() throws IOException {
    Folder.delete(folder);
  }

  @Property(tries = 40, seed = Odd.SEED, shrinking = ShrinkingMode.OFF)
  void allWeightsAreSetOrNone(@ForAll long seed) {
    random.setSeed(seed);
    Map<String, FloatValues> given = new HashMap<>();
    int count = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      String name =
          oneOf("dense/kernel", "dense/kernel", "dense/bias", "dense/bias", "kernel", "", null);
      boolean fits = WEIGHTS.containsKey(name) && random.nextInt(3) > 0;
      int[] shape =
          fits
              ? WEIGHTS.get(name).stream().mapToInt(Integer::intValue).toArray()
              : oneOf(new int[] {2, 2}, new int[] {2}, new int[] {4}, new int[] {0, 2});
      float[] numbers = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
      Arrays.fill(numbers, random.nextFloat());
      given.put(name, random.nextInt(9) == 0 ? null : FloatValues.of(numbers, shape));
    }
    boolean meant =
        given.entrySet().stream()
            .allMatch(
                weight ->
                    WEIGHTS.containsKey(weight.getKey())
                        && weight.getValue() != null
                        && weight.getValue().shape().equals(WEIGHTS.get(weight.getKey())));
    Map<String, FloatValues> wanted = program.weights();

    Optional<Throwable> refusal = Odd.refusal(() -> program.setWeights(given));

    assertThat(refusal.isEmpty()).as("%s %s", given, refusal).isEqualTo(meant);
    if (meant) {
      wanted.putAll(given);
    }
    assertThat(program.weights()).isEqualTo(wanted);
  }

  @Property(tries = 30, seed = Odd.SEED, shrinking = ShrinkingMode.OFF)
  void everyInputHasAnAnswer(@ForAll long seed) {
    random.setSeed(seed);
    Values inputs = inputs();
    FloatValues[] got = new FloatValues[1];

    Optional<Throwable> refusal = Odd.refusal(() -> got[0] = program.outputs(inputs));

    assertThat(refusal.isEmpty()).as("%s %s", inputs, refusal).isEqualTo(fits(inputs));
    if (refusal.isEmpty()) {
      assertThat(got[0].shape()).containsExactly(inputs.count(), 2);
    }
  }

  private Values inputs() {
    int[] shape =
        oneOf(
            new int[] {1, 2},
            new int[] {3, 2},
            new int[] {0, 2},
            new int[] {2},
            new int[] {2, 3},
            new int[] {1, 2, 1});
    int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return switch (random.nextInt(8)) {
      case 0 -> ByteValues.of(new byte[size], shape);
      case 1 -> IntValues.of(new int[size], shape);
      case 2 -> null;
      default -> FloatValues.of(new float[size], shape);
    };
  }

  private static boolean fits(Values inputs) {
    return inputs instanceof FloatValues && inputs.exampleShape().equals(List.of(2));
  }

  @Property(tries = 40, seed = Odd.SEED, shrinking = ShrinkingMode.OFF)
  void aCheckpointIsWholeOrNotThere(@ForAll long seed) throws IOException {
    random.setSeed(seed);
    String name = name();
    int files = random.nextInt(3);
    boolean broken = random.nextInt(3) == 0;
    Path target = folder.resolve(name);
    List<Path> before = files();

    Optional<Throwable> refusal =
        Odd.refusal(
            () ->
                program.save(
                    target,
                    whole -> {
                      for (int i = 0; i < files; i++) {
                        Files.writeString(whole.resolve("more-" + i), "more");
                      }
                      if (broken) {
                        throw new IOException("the disk is gone");
                      }
                    }));

    assertThat(refusal.isEmpty()).as("%s %s", name, refusal).isEqualTo(isFree(name) && !broken);
    if (refusal.isPresent()) {
      assertThat(files()).as(name).isEqualTo(before);
    } else {
      assertThat(target).isDirectoryContaining("glob:**checkpoint.index");
      program.restore(target);
    }
  }

  @Property(tries = 30, seed = Odd.SEED, shrinking = ShrinkingMode.OFF)
  void anExportedModelIsWholeOrNotThere(@ForAll long seed) throws IOException {
    random.setSeed(seed);
    String name = name();
    Path target = folder.resolve(name);
    Optional<Shape> shape =
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(oneOf(Shape.of(2), Shape.of(1, 2), Shape.of(3), Shape.of(1)));
    Serving serving = new Serving("features", shape, "scores");
    Values sample = inputs();
    boolean meant =
        isFree(name)
            && fits(sample)
            && sample.count() > 0
            && (shape.isEmpty() || shape.get().size() == 2);
    List<Path> before = files();

    Optional<Throwable> refusal = Odd.refusal(() -> program.export(target, serving, sample));

    String given = "%s %s %s %s".formatted(name, serving, sample, refusal);
    assertThat(refusal.isEmpty()).as(given).isEqualTo(meant);
    if (meant) {
      assertThat(target.resolve("saved_model.pb")).as(given).isNotEmptyFile();
    } else {
      assertThat(files()).as(given).isEqualTo(before);
    }
  }

  @Property(tries = 30, seed = Odd.SEED, shrinking = ShrinkingMode.OFF)
  void whatIsNotItsCheckpointChangesNothing(@ForAll long seed) throws IOException {
    random.setSeed(seed);
    Path target = folder.resolve(oneOf("run", "run [1]", "läuft"));
    boolean own = random.nextInt(3) > 0;
    (own ? program : other).save(target);
    List<Path> parts;
    try (Stream<Path> all = Files.list(target)) {
      parts = all.sorted().toList();
    }
    Path part = oneOf(parts.toArray(new Path[0]));
    byte[] content = Files.readAllBytes(part);
    int damage = random.nextInt(5);
    if (damage == 0) {
      Files.write(part, Arrays.copyOf(content, random.nextInt(content.length)));
    } else if (damage == 1) {
      Files.delete(part);
    } else if (damage == 2) {
      content[random.nextInt(content.length)] ^= (byte) (1 + random.nextInt(255));
      Files.write(part, content);
    } else if (damage == 3) {
      Folder.delete(target);
    }
    Map<String, FloatValues> before = program.weights();

    Optional<Throwable> refusal = Odd.refusal(() -> program.restore(target));

    String given = "%s %s %s of %s: %s".formatted(target, own, damage, part, refusal);
    if (refusal.isEmpty()) {
      // A byte that is changed where nothing is kept does no harm.
      assertThat(own && (damage == 4 || damage == 2)).as(given).isTrue();
    } else {
      assertThat(own && damage == 4).as(given).isFalse();
    }
    assertThat(program.weights()).as(given).isEqualTo(before);
  }

  private String name() {
    return oneOf(
        "run",
        "run",
        "run [1]",
        "*?",
        "back\\slash",
        "läuft",
        "new/and/deep",
        "taken",
        "file",
        "file/run",
        "x".repeat(300));
  }

  private static boolean isFree(String name) {
    return !List.of("taken", "file", "file/run", "x".repeat(300)).contains(name);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @SafeVarargs
  private <T> T oneOf(T... values) {
    return values[random.nextInt(values.length)];
  }
}
