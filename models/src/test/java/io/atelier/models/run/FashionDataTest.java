package io.atelier.models.run;

import io.atelier.models.json.Json;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.ByteValues;
import io.atelier.data.Examples;
import io.atelier.data.IntValues;
import io.atelier.data.LabeledImages;
import io.atelier.data.StratifiedSplit;
import io.atelier.data.fashion.FashionMnist;
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
class FashionDataTest {
  private static final FashionMnist DATA =
      new FashionMnist(numbered(60_000), numbered(10_000), Path.of("nowhere"), Map.of());

  /** What every run must leave alone: the paper's 15 %, 9,000 images. */
  private static final Set<Integer> DEVELOPMENT =
      Set.copyOf(numbers(StratifiedSplit.of(DATA.train().examples(), 9_000, 0).heldOut()));

  @Test
  void trainsOn45900ValidatesOn5100AndTestsOn10000() {
    FashionData data = of("mlp-small-64", "");
    assertThat(data.train().inputs().shape()).containsExactly(45_900, 784);
    assertThat(data.validation().orElseThrow().inputs().shape()).containsExactly(5_100, 784);
    assertThat(data.test().inputs().shape()).containsExactly(10_000, 784);
  }

  @Test
  void cnnsTakeImagesWithAChannel() {
    FashionData data = of("cnn-small-32", "");
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
    FashionData data = of("mlp-small-64", "\"validationSplit\": 0");
    assertThat(perClass(data.train())).hasSize(10).containsOnly(5_100);
  }

  @ParameterizedTest
  @CsvSource({"6000, 600, 600", "10, 1, 1", "25, 2, 3", "49999, 4999, 5000"})
  void aLimitKeepsTheClassesEqual(int limit, int fewest, int most) {
    FashionData data = of("mlp-small-64", "\"validationSplit\": 0, \"limit\": " + limit);
    assertThat(data.train().size()).isEqualTo(limit);
    assertThat(perClass(data.train())).hasSize(10).allMatch(n -> n >= fewest && n <= most);
  }

  @Test
  void theDevelopmentSetValidatesWhatIsTrainedOnAllOthers() {
    FashionData data = of("mlp-small-64", "\"validationSplit\": 0, \"development\": true");
    assertThat(data.train().size()).isEqualTo(51_000);
    assertThat(new HashSet<>(numbers(data.validation().orElseThrow()))).isEqualTo(DEVELOPMENT);
    assertThat(Collections.disjoint(DEVELOPMENT, numbers(data.train()))).isTrue();
    FashionData limited =
        of("mlp-small-64", "\"validationSplit\": 0, \"development\": true, \"limit\": 100");
    assertThat(limited.train().size()).isEqualTo(100);
    assertThat(limited.validation().orElseThrow().size()).isEqualTo(9_000);
  }

  @Test
  void withoutAValidationSplitAllAreTrainedOn() {
    FashionData data = of("mlp-small-64", "\"validationSplit\": 0");
    assertThat(data.validation()).isEmpty();
    assertThat(data.train().size()).isEqualTo(51_000);
  }

  @Test
  void validationIsTheTailAsKerasCutsIt() {
    List<Integer> all = numbers(of("mlp-small-64", "\"validationSplit\": 0").train());
    FashionData data = of("mlp-small-64", "\"validationSplit\": 0.25");
    assertThat(numbers(data.train())).isEqualTo(all.subList(0, 38_250));
    assertThat(numbers(data.validation().orElseThrow())).isEqualTo(all.subList(38_250, 51_000));
  }

  private static FashionData of(String model, String settings) {
    try {
      String json = "{" + with("\"patience\": 0, \"model\": \"" + model + "\"", settings) + "}";
      return FashionData.of(
          DATA,
          RunConfigs.of(
              (com.fasterxml.jackson.databind.node.ObjectNode) Json.MAPPER.readTree(json)));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String with(String settings, String more) {
    return settings.isEmpty() || more.isEmpty() ? settings + more : settings + ", " + more;
  }

  private static List<Integer> taken(FashionData data) {
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
    int[] labels = IntStream.range(0, count).map(FashionDataTest::label).toArray();
    return new LabeledImages(
        ByteValues.of(pixels, count, 28, 28),
        IntValues.of(labels, count),
        FashionMnist.CLASS_NAMES);
  }
}
