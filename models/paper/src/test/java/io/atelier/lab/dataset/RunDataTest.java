package io.atelier.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.ByteValues;
import io.atelier.data.DataSet;
import io.atelier.data.Examples;
import io.atelier.data.IntValues;
import io.atelier.data.LabeledImages;
import io.atelier.data.Split;
import io.atelier.data.StratifiedSplit;
import io.atelier.data.ValidationTail;
import io.atelier.data.fashion.FashionMnist;
import io.atelier.lab.config.DataConfig;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On images that carry their number in their first four pixels, as many as the real ones. */
class RunDataTest {
  private static final FashionMnist DATA =
      new FashionMnist(numbered(60_000), numbered(10_000), Path.of("nowhere"), Map.of());

  /** What every run must leave alone: the paper's 15 %, 9,000 images. */
  private static final Set<Integer> DEVELOPMENT =
      Set.copyOf(numbers(StratifiedSplit.of(DATA.train().examples(), 9_000, 0).heldOut()));

  @Test
  void trainsOn45900ValidatesOn5100AndTestsOn10000() {
    RunData data = of("mlp-small-64", "");
    assertThat(data.train().inputs().shape()).containsExactly(45_900, 784);
    assertThat(data.validation().orElseThrow().inputs().shape()).containsExactly(5_100, 784);
    assertThat(data.test().inputs().shape()).containsExactly(10_000, 784);
  }

  @Test
  void cnnsTakeImagesWithAChannel() {
    RunData data = of("cnn-small-32", "");
    assertThat(data.train().inputs().exampleShape()).containsExactly(28, 28, 1);
    assertThat(data.validation().orElseThrow().inputs().exampleShape()).containsExactly(28, 28, 1);
    assertThat(data.test().inputs().exampleShape()).containsExactly(28, 28, 1);
  }

  @Test
  void testImagesKeepTheirOrder() {
    assertThat(numbers(of("mlp-small-64", "").test()))
        .isEqualTo(IntStream.range(0, 10_000).boxed().toList());
  }

  @ParameterizedTest
  @CsvSource({"'', 51000", "'\"limit\": 6000', 6000", "'\"limit\": 50999', 50999"})
  void noImageIsTakenTwiceOrFromTheDevelopmentSet(String settings, int count) {
    for (int seed = 0; seed < 3; seed++) {
      List<Integer> taken = taken(of("mlp-small-64", with(settings, "\"seed\": " + seed)));
      assertThat(new HashSet<>(taken)).hasSize(count).hasSameSizeAs(taken);
      assertThat(DEVELOPMENT).hasSize(9_000);
      assertThat(Collections.disjoint(DEVELOPMENT, taken)).isTrue();
    }
  }

  @Test
  void everyModelAndSeedTakesTheSameImagesInTheSameOrder() {
    List<Integer> taken = taken(of("mlp-small-64", ""));
    assertThat(taken(of("cnn-small-32", "\"seed\": 5"))).isEqualTo(taken);
  }

  @Test
  void everyClassHasItsShare() {
    RunData data = of("mlp-small-64", "\"validationSplit\": 0");
    assertThat(perClass(data.train())).hasSize(10).containsOnly(5_100);
  }

  @ParameterizedTest
  @CsvSource({"6000, 600, 600", "10, 1, 1", "25, 2, 3", "49999, 4999, 5000"})
  void aLimitKeepsTheClassesEqual(int limit, int fewest, int most) {
    RunData data = of("mlp-small-64", "\"validationSplit\": 0, \"limit\": " + limit);
    assertThat(data.train().size()).isEqualTo(limit);
    assertThat(perClass(data.train())).hasSize(10).allMatch(n -> n >= fewest && n <= most);
  }

  @Test
  void theDevelopmentSetValidatesWhatIsTrainedOnAllOthers() {
    RunData data = of("mlp-small-64", "\"validationSplit\": 0, \"development\": true");
    assertThat(data.train().size()).isEqualTo(51_000);
    assertThat(new HashSet<>(numbers(data.validation().orElseThrow()))).isEqualTo(DEVELOPMENT);
    assertThat(Collections.disjoint(DEVELOPMENT, numbers(data.train()))).isTrue();
    RunData limited =
        of("mlp-small-64", "\"validationSplit\": 0, \"development\": true, \"limit\": 100");
    assertThat(limited.train().size()).isEqualTo(100);
    assertThat(limited.validation().orElseThrow().size()).isEqualTo(9_000);
  }

  @Test
  void withoutAValidationSplitAllAreTrainedOn() {
    RunData data = of("mlp-small-64", "\"validationSplit\": 0");
    assertThat(data.validation()).isEmpty();
    assertThat(data.train().size()).isEqualTo(51_000);
  }

  @Test
  void validationIsTheTailAsKerasCutsIt() {
    List<Integer> all = numbers(of("mlp-small-64", "\"validationSplit\": 0").train());
    RunData data = of("mlp-small-64", "\"validationSplit\": 0.25");
    assertThat(numbers(data.train())).isEqualTo(all.subList(0, 38_250));
    assertThat(numbers(data.validation().orElseThrow())).isEqualTo(all.subList(38_250, 51_000));
  }

  /** The splits that the paper's runs have always had, made by hand. */
  @ParameterizedTest
  @CsvSource({"0, 0.1", "51000, 0.1", "6000, 0.1", "700, 0.25", "640, 0"})
  void takesTheSameExamplesInTheSameOrderAsEver(int limit, double share) {
    Split development = StratifiedSplit.of(DATA.train().examples(), 0.15, 0);
    Examples train = development.train();
    if (limit > 0 && limit < train.size()) {
      train = StratifiedSplit.of(train, limit, 0).heldOut();
    }
    RunData data = of("mlp-small-64", "\"limit\": " + limit + ", \"validationSplit\": " + share);
    if (share == 0) {
      assertThat(numbers(data.train())).isEqualTo(numbers(train));
      return;
    }
    Split tail = ValidationTail.of(train, share);
    assertThat(numbers(data.train())).isEqualTo(numbers(tail.train()));
    assertThat(numbers(data.validation().orElseThrow())).isEqualTo(numbers(tail.heldOut()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      textBlock =
          """
          "limit": 51001           | --limit needs at most the 51000 training examples of fashion-mnist, got 51001; ask for fewer, or 0 for all
          "validationSplit": 1e-17 | --validation-split needs at least one example on either side, got 1.0E-17 of 51000; raise --limit or change the share
          """)
  void refusesMoreThanThereIs(String settings, String message) {
    assertThatThrownBy(() -> of("mlp-small-64", settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void dataWithPartsOfTheirOwnKeepThem() {
    DataSet own = rows(100).withValidation(rows(7).train()).withTest(rows(9).train());
    RunData data = RunData.of(own, DataConfig.of("own.csv"));
    assertThat(data.train()).isEqualTo(own.train());
    assertThat(data.validation()).isEqualTo(own.validation());
    assertThat(data.test()).isEqualTo(own.test().orElseThrow());
  }

  @Test
  void dataWithoutATestPartHaveOneHeldBackOfEveryClass() {
    RunData data = RunData.of(rows(100), DataConfig.of("own.csv"));
    assertThat(data.test().size()).isEqualTo(20);
    assertThat(rows(100).countsPerClass(data.test())).containsExactly(10, 10);
    assertThat(data.validation().orElseThrow().size()).isEqualTo(8);
    assertThat(data.train().size()).isEqualTo(72);
    RunData again = RunData.of(rows(100), DataConfig.of("own.csv"));
    assertThat(again.test()).isEqualTo(data.test());
  }

  @Test
  void aShareThatLeavesNothingIsRefusedOfDrawnOnesToo() {
    assertThatThrownBy(() -> RunData.of(rows(5), DataConfig.of("own.csv")))
        .hasMessage(
            "--validation-split needs at least one example on either side, got 0.1 of 4; raise"
                + " --limit or change the share");
  }

  /** Two classes in turn. */
  private static DataSet rows(int count) {
    float[][] inputs = new float[count][];
    for (int i = 0; i < count; i++) {
      inputs[i] = new float[] {i, i + 1};
    }
    int[] labels = IntStream.range(0, count).map(i -> i % 2).toArray();
    return DataSet.of("rows", inputs, labels);
  }

  private static RunData of(String model, String settings) {
    String json = "{" + with("\"patience\": 0, \"model\": \"" + model + "\"", settings) + "}";
    RunConfig config = RunConfigs.of(RunConfigs.parse(json));
    return RunData.of(DATA.dataSet(), config.data()).shapedFor(config.model());
  }

  private static String with(String settings, String more) {
    return settings.isEmpty() || more.isEmpty() ? settings + more : settings + ", " + more;
  }

  private static List<Integer> taken(RunData data) {
    return IntStream.concat(
            numbers(data.train()).stream().mapToInt(i -> i),
            numbers(data.validation().orElseThrow()).stream().mapToInt(i -> i))
        .boxed()
        .toList();
  }

  private static List<Integer> perClass(Examples examples) {
    int[] counts = new int[10];
    for (int label : ((IntValues) examples.targets()).values()) {
      counts[label]++;
    }
    return Arrays.stream(counts).boxed().toList();
  }

  private static List<Integer> numbers(Examples examples) {
    ByteBuffer pixels = ByteBuffer.wrap(((ByteValues) examples.inputs()).values());
    int[] labels = ((IntValues) examples.targets()).values();
    return IntStream.range(0, examples.size())
        .map(i -> pixels.getInt(i * 784))
        .boxed()
        .collect(
            Collectors.collectingAndThen(
                Collectors.toList(),
                found -> {
                  for (int i = 0; i < labels.length; i++) {
                    assertThat(labels[i]).isEqualTo(label(found.get(i)));
                  }
                  return found;
                }));
  }

  private static int label(int number) {
    return number * 7 % 10;
  }

  private static LabeledImages numbered(int count) {
    byte[] pixels = new byte[count * 784];
    ByteBuffer buffer = ByteBuffer.wrap(pixels);
    IntStream.range(0, count).forEach(i -> buffer.putInt(i * 784, i));
    int[] labels = IntStream.range(0, count).map(RunDataTest::label).toArray();
    return new LabeledImages(
        ByteValues.of(pixels, count, 28, 28),
        IntValues.of(labels, count),
        FashionMnist.CLASS_NAMES);
  }
}
