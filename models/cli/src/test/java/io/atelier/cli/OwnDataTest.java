package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.lab.json.Json;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own data, from the first model to a trained run. */
class OwnDataTest {
  @TempDir private Path folder;

  /** Red pictures and blue ones, with noise. */
  private Path pictures() throws IOException {
    Random random = new Random(0);
    for (int i = 0; i < 40; i++) {
      BufferedImage image = new BufferedImage(12, 10, BufferedImage.TYPE_INT_RGB);
      for (int y = 0; y < 10; y++) {
        for (int x = 0; x < 12; x++) {
          int strong = 180 + random.nextInt(70);
          int weak = random.nextInt(80);
          Color color = i % 2 == 0 ? new Color(strong, weak, weak) : new Color(weak, weak, strong);
          image.setRGB(x, y, color.getRGB());
        }
      }
      Path file = folder.resolve("colors/%s/%s.png".formatted(i % 2 == 0 ? "red" : "blue", i));
      Files.createDirectories(file.getParent());
      ImageIO.write(image, "png", file.toFile());
    }
    return folder.resolve("colors");
  }

  /** A price of 1,000 for each unit of size and 50,000 beside. */
  private Path prices() throws IOException {
    Random random = new Random(0);
    List<String> lines = new ArrayList<>(List.of("size,town,price"));
    for (int i = 0; i < 200; i++) {
      int size = 20 + random.nextInt(100);
      lines.add("%s,%s,%s".formatted(size, i % 2 == 0 ? "Ulm" : "Bonn", 50_000 + 1_000 * size));
    }
    Path file = folder.resolve("prices.csv");
    Files.write(file, lines);
    return file;
  }

  private ObjectNode config(Path run) throws IOException {
    return Json.object(run.resolve("config.json"));
  }

  @Test
  void picturesAreTrainedOnFromTheFirstModelThatInitWrites() throws IOException {
    Path data = pictures();
    Path model = folder.resolve("model.json");
    Cli first = Cli.run("init", data, "--out", model).good();
    assertThat(first.out())
        .endsWith(
            "Next:  atelier train %s --data %s --patience 5 --restore-best\n"
                .formatted(model, data));
    assertThat(Cli.run("init", data, "--out", model).err()).contains("not there yet");

    Path run = folder.resolve("run");
    Cli trained =
        Cli.run("train", model, "--data", data, "--epochs", 12, "--batch-size", 4, "--out", run)
            .good();
    assertThat(trained.err())
        .contains("Test: no such part: a training holds back 8 of the examples to train on")
        .contains("Validation: no such part: a training holds back 3 of the rest")
        .contains("Epoch 12/12   loss ");
    assertThat(trained.out()).contains("Test accuracy 1.0000");
    ObjectNode config = config(run);
    assertThat(config.at("/data/source").asText()).isEqualTo(data.toString());
    assertThat(config.at("/data/class_names").toString()).isEqualTo("[\"blue\",\"red\"]");
    assertThat(config.at("/training/loss/class_name").asText())
        .isEqualTo("SparseCategoricalCrossentropy");

    Cli again = Cli.run("train", "--resume", run).good();
    assertThat(again.err()).isEqualTo(run + " is finished: nothing is left to train.\n");
    Cli evaluated = Cli.run("evaluate", run).good();
    assertThat(evaluated.out()).contains("1.0000");
  }

  @Test
  void aNumberIsLearntOnItsOwnScale() throws IOException {
    Path data = prices();
    Path model = folder.resolve("model.json");
    Cli.run("init", data, "--out", model).good();
    Path run = folder.resolve("run");
    Cli trained = Cli.run("train", model, "--data", data, "--epochs", 30, "--out", run).good();
    assertThat(trained.err())
        .contains("The last column, price, is the target")
        .contains("val_mean_absolute_error");
    // The deviation of the prices is about 29,000; who has learnt nothing is wrong by 25,000.
    double error =
        Json.object(run.resolve("report.json")).findValue("mean_absolute_error").asDouble();
    assertThat(error).isBetween(0.0, 5_000.0);
  }

  @Test
  void aModelOfFloatsIsGivenTheBytesAsKerasWould() throws IOException {
    Model model =
        Model.of(
            "floats", Input.floats(10, 12, 3), new Flatten(), new Dense(2, Activation.SOFTMAX));
    Path file = Files.writeString(folder.resolve("floats.json"), KerasConfig.write(model));
    Path run = folder.resolve("run");
    Cli trained = Cli.run("train", file, "--data", pictures(), "--epochs", 2, "--out", run).good();
    assertThat(trained.err()).contains("given the bytes as floats of 0 to 255");
    assertThat(config(run).at("/model/config/layers/0/config/dtype").asText()).isEqualTo("uint8");
  }

  /** Neither space says a loss: it follows from the data, as in train. */
  @Test
  void aSearchIsTowardsWhatTheDataAskFor() throws IOException {
    Path prices = prices();
    Path dense = folder.resolve("dense.json");
    Cli.run("init", prices, "--out", dense).good();
    Cli numbers =
        search("numbers", "\"%s\", \"objective\": \"val_mean_absolute_error\"", dense, prices);
    assertThat(numbers.good().out())
        .contains("rank  trial  val_mean_absolute_error")
        .containsPattern("Best: trial [12], model, test mean absolute error ");

    Model floats =
        Model.of(
            "floats", Input.floats(10, 12, 3), new Flatten(), new Dense(2, Activation.SOFTMAX));
    Path flat = Files.writeString(folder.resolve("floats.json"), KerasConfig.write(floats));
    assertThat(search("pictures", "\"%s\"", flat, pictures()).good().out())
        .contains("rank  trial  val_accuracy")
        .containsPattern("Best: trial [12], floats, test accuracy ");
    assertThat(search("wrong", "\"%s\", \"objective\": \"val_mse\"", dense, prices).err())
        .contains(
            "objective needs one of [loss, mean_absolute_error], each with or without val_ before it");
    assertThat(folder.resolve("wrong")).doesNotExist();
  }

  /** What is trained on is what is recorded, also by where it is. */
  @Test
  void aSearchOfOtherDataThanItsSpaceNamesRecordsThem() throws IOException {
    Path prices = prices();
    Path others = folder.resolve("others.csv");
    Files.writeString(others, Files.readString(prices).replace("Bonn", "Köln"));
    Path model = folder.resolve("dense.json");
    Cli.run("init", prices, "--out", model).good();
    Cli.run(searched("own", "\"%s\"", model, prices, "--data", others)).good();
    Path searched = folder.resolve("own");
    assertThat(Json.object(searched.resolve("search.json")).at("/space/data/source").asText())
        .isEqualTo(others.toString());
    assertThat(config(searched.resolve("trials/0001")).at("/data/source").asText())
        .isEqualTo(others.toString());

    // As it was begun; then with the files in another place.
    Cli.run(searched("own", "\"%s\"", model, prices, "--data", others, "--resume")).good();
    Path moved = Files.createDirectory(folder.resolve("moved")).resolve("others.csv");
    Files.move(others, moved);
    Cli.run("search", "--resume", "--out", searched, "--data", moved).good();
  }

  private Cli search(String name, String model, Path file, Path data) throws IOException {
    return Cli.run(searched(name, model, file, data));
  }

  private Object[] searched(String name, String model, Path file, Path data, Object... more)
      throws IOException {
    String space =
        "{\"data\": {\"source\": \"%s\"}, \"model\": %s,".formatted(data, model.formatted(file))
            + " \"training\": {\"epochs\": 1, \"batch_size\": {\"choice\": [8, 16]}}}";
    Path written = Files.writeString(folder.resolve(name + ".json"), space);
    Object[] words = {
      "search", "--space", written, "--strategy", "grid", "--out", folder.resolve(name)
    };
    return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray();
  }

  @Test
  void picturesOfAnotherShapeAreRefusedWithTheFlagsThatBringThemToIt() throws IOException {
    Model gray =
        Model.of("gray", Input.bytes(8, 9, 1), new Flatten(), new Dense(2, Activation.SOFTMAX));
    Path file = Files.writeString(folder.resolve("gray.json"), KerasConfig.write(gray));
    Path data = pictures();
    refused(
        "Model gray needs inputs [8, 9, 1], got [10, 12, 3] of colors; pictures are brought to it by --size 8x9 --color grayscale",
        "train",
        file,
        "--data",
        data,
        "--epochs=1");
    Cli.run(
            "train",
            file,
            "--data",
            data,
            "--size=8x9",
            "--color=grayscale",
            "--epochs=1",
            "--out",
            folder.resolve("run"))
        .good();
  }

  @Test
  void settingsAreSetByTheirPath() throws IOException {
    Path data = prices();
    Path model = folder.resolve("model.json");
    Cli.run("init", data, "--out", model).good();
    Path run = folder.resolve("run");
    Cli.run(
            "train",
            "--model",
            model,
            "--data",
            data,
            "--epochs",
            1,
            "--set",
            "training.optimizer.beta_1=0.8",
            "--set",
            "training.loss={\"class_name\": \"MeanAbsoluteError\"}",
            "--set",
            "model.layers.2.units=7",
            "--out",
            run)
        .good();
    ObjectNode config = config(run);
    assertThat(config.at("/training/optimizer/config/beta_1").asDouble()).isEqualTo(0.8);
    assertThat(config.at("/training/loss/class_name").asText()).isEqualTo("MeanAbsoluteError");
    assertThat(config.at("/model/config/layers").findValues("units").toString())
        .isEqualTo("[7, 64, 1]");
  }

  @Test
  void whatIsAroundAnOptimizerIsSetByItsPathToo() throws IOException {
    Path data = prices();
    Path model = folder.resolve("model.json");
    Cli.run("init", data, "--out", model).good();
    Path run = folder.resolve("run");
    String optimizer = "--set=training.optimizer.";
    Cli trained =
        Cli.run(
                "train",
                "--model",
                model,
                "--data",
                data,
                "--epochs",
                2,
                optimizer + "weight_decay=0.01",
                optimizer + "global_clipnorm=1",
                optimizer + "gradient_accumulation_steps=2",
                optimizer + "use_ema=true",
                "--learning-rate",
                0.01,
                "--out",
                run)
            .good();
    JsonNode config = config(run).at("/training/optimizer/config");
    assertThat(config.get("weight_decay").asDouble()).isEqualTo(0.01);
    assertThat(config.get("use_ema").asBoolean()).isTrue();
    assertThat(config.get("learning_rate").asDouble()).isEqualTo(0.01);
    // The model that is tested, exported and kept is the one of the averages.
    assertThat(run.resolve("run.log"))
        .content()
        .contains("the weights are now their moving averages");
    assertThat(run.resolve("checkpoints").toFile().list()).containsExactly("epoch-000002-restored");
    assertThat(Cli.run("train", "--resume", run, "--epochs", 4).err())
        .contains(
            "it kept the moving averages of its weights, not its last epoch's; set epochs back to 2");
    String test = trained.out().lines().filter(line -> line.startsWith("Test ")).findFirst().get();
    assertThat(Cli.run("evaluate", run).good().out())
        .contains(test.replaceFirst("[,(].*", "").strip());
    refused(
        "DecoupledWeightDecay needs a positive, finite decay, got -1.0",
        "train",
        model,
        "--data",
        data,
        optimizer + "weight_decay=-1");
  }

  @Test
  void whatCannotBeMeantIsRefusedBeforeTheDataAreRead() throws IOException {
    Path data = prices();
    Path model = folder.resolve("model.json");
    Cli.run("init", data, "--out", model).good();
    refused("train needs a model for " + data, "train", "--data", data);
    refused("train needs data for the model model", "train", model);
    refused("--target needs data of your own", "train", "mlp-small-64", "--target", "price");
    refused("--size needs files of pictures", "train", model, "--data", data, "--size", "8x8");
    refused("there is no 'nope'", "train", model, "--data", data, "--set", "training.nope=1");
    refused("--set needs PATH=VALUE", "train", model, "--data", data, "--set", "epochs");
    refused("--model needs no other model", "train", model, "--model", model, "--data", data);
    refused("an output for each of the", "train", "mlp-small-64", "--data", data);
    refused("where nothing is", "train", model, "--data", folder.resolve("gone"));
    refused("got nothing there", "train", folder.resolve("gone.json"), "--data", data);
  }

  /** What fits the data settles what is reported: it is checked before the folder is begun. */
  @Test
  void earlyStoppingWatchesWhatIsReported() throws IOException {
    Path data = prices();
    Path model = folder.resolve("model.json");
    Cli.run("init", data, "--out", model).good();
    Path run = folder.resolve("run");
    Object[] train = {"train", model, "--data", data, "--epochs=1", "--patience=2", "--out", run};
    Cli cli = Cli.run(with(train, "--validation-split=0"));
    assertThat(cli.err())
        .contains(
            "one of [loss, mean_absolute_error], got val_loss; give --validation-split, or --set stopping.monitor=loss");
    assertThat(cli.code()).isEqualTo(2);
    cli = Cli.run(with(train, "--set=stopping.monitor=val_mse"));
    assertThat(cli.err())
        .contains("val_mean_absolute_error], got val_mse; choose one with --set stopping.monitor=");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(run).doesNotExist();
    Cli.run(with(train, "--validation-split=0", "--set=stopping.monitor=loss")).good();
  }

  private static Object[] with(Object[] words, Object... more) {
    return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray();
  }

  @Test
  void flagsOfReadingComeOverThoseOfAFile() throws IOException {
    Path data = pictures();
    Path settings =
        Files.writeString(
            folder.resolve("settings.json"),
            """
            {"data": {"reading": {"images": {"crop": true, "colors": "grayscale"}}}}
            """);
    Model model =
        Model.of("gray", Input.bytes(8, 9, 1), new Flatten(), new Dense(2, Activation.SOFTMAX));
    Path file = Files.writeString(folder.resolve("gray.json"), KerasConfig.write(model));
    Path run = folder.resolve("run");
    Cli.run(
            "train",
            file,
            "--config",
            settings,
            "--data",
            data,
            "--size=8x9",
            "--epochs=1",
            "--out",
            run)
        .good();
    JsonNode images = config(run).at("/data/reading/images");
    assertThat(images.get("crop").asBoolean()).as(images.toString()).isTrue();
    assertThat(images.at("/size/height").asInt()).isEqualTo(8);
  }

  @Test
  void initTakesADataSetByItsName() {
    Path model = folder.resolve("model.json");
    assertThat(Cli.run("init", "fashion-mnist", "--out", model).good().out())
        .endsWith(
            "Next:  atelier train %s --data fashion-mnist --patience 5 --restore-best\n"
                .formatted(model));
    assertThat(Cli.run("init", "fashion", "--out", folder.resolve("no.json")).err())
        .contains("data need a name (", "got fashion, where nothing is");
    Cli flag = Cli.run("init", "fashion-mnist", "--size=8x8", "--out", folder.resolve("no.json"));
    assertThat(flag.err()).contains("--size needs data of your own");
    assertThat(flag.code()).isEqualTo(2);
  }

  private void refused(String reason, Object... words) {
    Cli cli = Cli.run(words);
    assertThat(cli.code()).as(cli.err()).isIn(1, 2);
    assertThat(cli.err()).contains(reason);
    assertThat(folder.resolve("runs")).doesNotExist();
  }
}
