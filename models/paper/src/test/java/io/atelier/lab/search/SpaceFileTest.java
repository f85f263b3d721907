package io.atelier.lab.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.training.ReduceLearningRateOnPlateau;
import io.atelier.lab.config.RunConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a space's file names, found beside it. */
class SpaceFileTest {
  private static final Model SMALL = model("small", 2);
  private static final Model LARGE = model("large", 200);

  @TempDir Path folder;

  private static Model model(String name, int units) {
    return Model.of(
        name, Input.floats(3), new Dense(units, Activation.RELU), new Dense(2, Activation.SOFTMAX));
  }

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("small.json"), KerasConfig.write(SMALL));
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("large.keras")))) {
      zip.putNextEntry(new ZipEntry("config.json"));
      zip.write(KerasConfig.write(LARGE).getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
  }

  private Space space(String source, String model) throws IOException {
    String text =
        "{\"data\": {\"source\": \"%s\"}, \"model\": %s, \"epochs\": {\"choice\": [1, 2]}}";
    Path file = Files.writeString(folder.resolve("space.json"), text.formatted(source, model));
    return Space.of(file.toString());
  }

  @Test
  void aModelIsAFileBesideTheSpaceAlsoOneThatKerasSaved() throws IOException {
    assertThat(SearchSettings.of(space("x", "\"small.json\"")).trainable().model())
        .isEqualTo(SMALL);
    assertThat(SearchSettings.of(space("x", "\"large.keras\"")).trainable().model())
        .isEqualTo(LARGE);
    for (String choice :
        new String[] {
          "[\"small.json\", \"large.keras\"]",
          "{\"first\": \"small.json\", \"second\": \"large.keras\"}"
        }) {
      Space both = space("x", "{\"choice\": %s}".formatted(choice));
      SearchSettings settings = SearchSettings.of(both);
      assertThat(settings.combinations().stream().map(settings::config).map(RunConfig::model))
          .containsOnly(SMALL, LARGE);
      assertThat(both.searched().dimensions().get(0).values().get(0))
          .isEqualTo(choice.startsWith("[") ? "small.json" : "first");
    }
  }

  @Test
  void trialsDifferInACallbackToo() throws IOException {
    String text =
        "{\"data\": {\"source\": \"x\"}, \"model\": \"small.json\", \"training\": {\"callbacks\": [{\"class_name\":"
            + " \"ReduceLROnPlateau\", \"config\": {\"patience\": {\"choice\": [1, 2]}}}]}}";
    Path file = Files.writeString(folder.resolve("space.json"), text);
    SearchSettings settings = SearchSettings.of(Space.of(file.toString()));
    assertThat(settings.combinations().stream().map(settings::config))
        .extracting(config -> config.training().callbacks())
        .containsExactlyInAnyOrder(
            List.of(new ReduceLearningRateOnPlateau(1)),
            List.of(new ReduceLearningRateOnPlateau(2)));
  }

  @Test
  void aBrokenModelIsNamed() throws IOException {
    Path broken = Files.write(folder.resolve("broken.keras"), new byte[] {'P', 'K', 3, 4, 9});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> space("x", "\"broken.keras\""))
        .withMessageContaining(broken.toString());
  }

  @Test
  void dataAreFoundBesideTheSpaceAndElseAreAsSaid() throws IOException {
    Path data = Files.writeString(folder.resolve("rows.csv"), "a,b\n1,2\n");
    assertThat(space("rows.csv", "\"small.json\"").source()).isEqualTo(data.toString());
    assertThat(space("none.csv", "\"small.json\"").source()).isEqualTo("none.csv");
    Files.createDirectory(folder.resolve("fashion-mnist"));
    assertThat(space("fashion-mnist", "\"small.json\"").source()).isEqualTo("fashion-mnist");
  }
}
