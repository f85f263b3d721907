package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.lab.json.Json;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A jar with a layer, a data set and a model, from {@code --class-path} to the answers. */
@EnabledOnOs(OS.LINUX)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OwnJarTest {
  private static final String MISSING =
      " needs the class stripes>Gain, which no jar on the class path has; give its jar: atelier"
          + " --class-path JAR\n";

  @TempDir private static Path folder;
  private static Path launcher;
  private static Path jar;
  private static Path run;

  /** The model and the data set by their names, in the launcher, by a path with a space. */
  @BeforeAll
  static void train() throws Exception {
    launcher = Launched.home(folder.resolve("home")).resolve("models/bin/atelier");
    jar = OwnJar.make(Files.createDirectory(folder.resolve("own jars")).resolve("stripes.jar"));
    run = folder.resolve("run");
    try (Launched trained =
        Launched.start(
            launcher,
            folder,
            folder,
            "--class-path",
            "own jars/stripes.jar",
            "train",
            "stripes-net",
            "--epochs",
            9,
            "--callback",
            "stripes>Told,epochs=5",
            "--out",
            "run")) {
      assertThat(trained.code()).as(trained.err()).isZero();
      assertThat(trained.out()).contains("after 5 epochs (told after 5 epochs)");
    }
  }

  /** {@return what a command does that sees the jar} */
  private static Cli with(Object... arguments) throws IOException {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
      Thread.currentThread().setContextClassLoader(loader);
      return Cli.run(arguments);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  @Test
  @Order(1)
  void theRunKeepsTheLayerByItsNameAndTheDataSetByIts() throws Exception {
    ObjectNode config = Json.object(run.resolve("config.json"));
    assertThat(config.at("/data/source").asText()).isEqualTo("stripes");
    assertThat(config.findValuesAsText("class_name")).contains("stripes>Gain", "stripes>Told");
    assertThat(with("models").good().out()).containsPattern("stripes-net +194\n");
    assertThat(with("data").good().out()).contains("stripes  in ");
    assertThat(with("summary", run).good().out()).contains("gain (Gain)");
  }

  @Test
  @Order(2)
  void theRunAnswers() throws Exception {
    String scores = with("evaluate", run).good().out().lines().findFirst().orElseThrow();
    assertThat(scores).startsWith("Test accuracy ");
    assertThat(Double.parseDouble(scores.replaceAll("[^0-9]*([0-9.]+).*", "$1")))
        .isGreaterThan(0.8);
    assertThat(with("predict", run, "--index", 0, 1).good().out())
        .contains("test image 0 (along): along", "test image 1 (across): across");
    with("export", run, "--out", folder.resolve("exported")).good();
    assertThat(folder.resolve("exported/saved_model.pb")).exists();
  }

  @Test
  @Order(3)
  void withoutTheJarEveryCommandSaysWhichClassIsMissing() {
    for (Object[] command :
        new Object[][] {
          {"evaluate", run},
          {"predict", run, "--index", 0},
          {"export", run, "--out", folder.resolve("other")},
          {"train", "--resume", run}
        }) {
      Cli cli = Cli.run(command);
      assertThat(cli.err()).isEqualTo("atelier: " + run.resolve("config.json") + MISSING);
      assertThat(cli.code()).isEqualTo(1);
    }
  }

  @Test
  @Order(4)
  void withoutTheJarNamesAreRefusedWithTheCure() {
    String cure = "it: atelier --class-path JAR. See 'atelier train --help'.\n";
    Cli model = Cli.run("train", "stripes-net", "--out", folder.resolve("other"));
    assertThat(model.err()).startsWith("atelier: unknown model 'stripes-net'").endsWith(cure);
    assertThat(model.code()).isEqualTo(2);
    Cli data =
        Cli.run("train", "mlp-small-64", "--data", "stripes", "--out", folder.resolve("other"));
    assertThat(data.err()).contains("got stripes, where nothing is").endsWith(cure);
    assertThat(data.code()).isEqualTo(2);
    assertThat(folder.resolve("other")).doesNotExist();
  }

  /** Each trial is trained in a process of its own. */
  @Test
  @Order(5)
  void aSearchTrainsTheLayerOfATemplateAndAFolderOfClassesIsAsGoodAsAJar() throws Exception {
    ObjectNode space = Json.MAPPER.createObjectNode();
    space.withObject("/data").put("source", "stripes");
    JsonNode model = Json.object(run.resolve("config.json")).get("model");
    for (JsonNode config : model.findParents("start")) {
      ((ObjectNode) config).putObject("start").putArray("choice").add(0.5).add(2.0);
    }
    space.set("model", model);
    Json.write(folder.resolve("space.json"), space);
    OwnJar.classes(folder.resolve("classes"));
    try (Launched searched =
        Launched.start(
            launcher,
            folder,
            folder,
            "--class-path=classes",
            "search",
            "--space",
            "space.json",
            "--strategy",
            "grid",
            "--epochs",
            1,
            "--out",
            "search")) {
      assertThat(searched.code()).as(searched.err()).isZero();
      assertThat(searched.out()).contains("start 0.5", "start 2");
    }
    Cli resumed = Cli.run("search", "--resume", "--out", folder.resolve("search"));
    assertThat(resumed.code()).isNotZero();
    assertThat(resumed.err()).contains("got \"stripes>Gain\"", "--class-path JAR");
  }

  @Test
  @Order(6)
  void theLauncherRefusesWhatIsNoJarByName() throws Exception {
    Path text = Files.writeString(folder.resolve("text.jar"), "no archive");
    refused("'gone.jar', where nothing is", "gone.jar");
    refused("'" + text + "'", jar + ":" + text);
    refused("'', where nothing is", "");
    Cli behind = Cli.run("train", "--class-path", jar);
    assertThat(behind.code()).isEqualTo(2);
    assertThat(behind.err()).contains("--natives and --class-path, go before the command");
  }

  private static void refused(String got, String path) throws Exception {
    try (Launched launched =
        Launched.start(launcher, folder, folder, "--class-path", path, "models")) {
      assertThat(launched.code()).isEqualTo(2);
      assertThat(launched.err())
          .isEqualTo(
              "atelier: --class-path needs jars or folders of classes, with ':' between them, got "
                  + got
                  + ". See 'atelier --help'.\n");
    }
  }
}
