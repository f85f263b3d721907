package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.lab.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code atelier predict} for runs of people's own data. */
class PredictAnyRunTest {
  /** Of the class that is 1.6 ahead. */
  private static final double AHEAD = 1 / (1 + Math.exp(-1.6));

  @TempDir static Path runs;
  @TempDir Path folder;

  private static Path colours;
  private static Path table;
  private static Path labels;

  @BeforeAll
  static void write() throws IOException {
    colours = AnyRun.colours(runs, false);
    table = AnyRun.table(runs);
    labels = AnyRun.labels(runs);
  }

  @Test
  void picturesOfAnySizeAreReadAsThoseThatWereTrainedOn() throws IOException {
    Path red = AnyRun.red(folder.resolve("a.png"));
    Path blue = AnyRun.blue(folder.resolve("b.png"));
    assertThat(Cli.run("predict", colours, red, blue).good().out().lines())
        .containsExactly(
            red + ": red",
            "  red          0.832018",
            "  blue         0.167982",
            blue + ": blue",
            "  blue         0.832018",
            "  red          0.167982");
    assertThat(Cli.run("predict", colours, blue, "--top", 1).good().out().lines())
        .containsExactly(blue + ": blue", "  blue         0.832018");
  }

  @Test
  void logitsAreToldAsProbabilities() throws IOException {
    Path run = AnyRun.colours(folder, true);
    Path red = AnyRun.red(folder.resolve("a.png"));
    assertThat(Cli.run("predict", run, red).good().out().lines())
        .containsExactly(red + ": red", "  red          0.832018", "  blue         0.167982");
  }

  @Test
  void aFolderIsAllItsPicturesAndAMinusTheFilesOfStandardInput() throws IOException {
    Path red = AnyRun.red(folder.resolve("many/x/a.png"));
    Path blue = AnyRun.blue(folder.resolve("many/b.png"));
    String both = "%s,blue\n%s,red\n".formatted(blue, red);
    assertThat(gist(Cli.run("predict", colours, folder.resolve("many"), "--format", "csv")))
        .isEqualTo(both);
    InputStream before = System.in;
    System.setIn(
        new ByteArrayInputStream(
            "%s\r\n\n%s\n".formatted(blue, red).getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(gist(Cli.run("predict", colours, "-", "--format", "csv"))).isEqualTo(both);
      Cli nothing = Cli.run("predict", colours, "-");
      assertThat(nothing.err()).contains("- needs file names in standard input").hasLineCount(1);
      assertThat(nothing.code()).isEqualTo(1);
    } finally {
      System.setIn(before);
    }
  }

  /** File and likeliest class. */
  private static String gist(Cli cli) {
    StringBuilder text = new StringBuilder();
    cli.good()
        .out()
        .lines()
        .skip(1)
        .forEach(line -> text.append(line.replaceFirst(",0\\..*", "\n")));
    return text.toString();
  }

  @Test
  void csvAndJsonGoToAFile() throws IOException {
    Path red = AnyRun.red(folder.resolve("a,b.png"));
    Path csv = folder.resolve("answers.csv");
    Cli.run("predict", colours, red, "--format", "csv", "--out", csv).good();
    assertThat(Files.readAllLines(csv))
        .containsExactly(
            "input,class,probability,class_2,probability_2",
            "\"" + red + "\",red,0.832018,blue,0.167982");
    JsonNode json =
        Json.MAPPER.readTree(Cli.run("predict", colours, red, "--format", "json").good().out());
    assertThat(json).hasSize(1);
    assertThat(json.get(0).get("input").asText()).isEqualTo(red.toString());
    assertThat(json.get(0).get("class").asText()).isEqualTo("red");
    // Products and sums of 48 numbers up to 1 in float32.
    assertThat(json.get(0).get("probability").asDouble()).isCloseTo(AHEAD, within(1e-5));
    assertThat(json.get(0).get("classes")).hasSize(2);
  }

  @Test
  void rowsOfATableAreEncodedAsThoseThatWereTrainedOn() throws IOException {
    Path rows =
        Files.writeString(folder.resolve("new.csv"), "town;size\nUlm;3\nBonn;1\nBerlin;0\n");
    Cli cli = Cli.run("predict", table, rows).good();
    assertThat(cli.out().lines())
        .containsExactly(rows + ":1: 27.0", rows + ":2: 13.0", rows + ":3: 1.0");
    assertThat(cli.err())
        .contains("1 rows whose category in the column town is not in the training");
    assertThat(Cli.run("predict", table, rows, "--format", "csv").good().out().lines())
        .startsWith("input,price", rows + ":1,27.0");
    JsonNode json =
        Json.MAPPER.readTree(Cli.run("predict", table, rows, "--format", "json").good().out());
    assertThat(json.get(1).get("prediction").asDouble()).isEqualTo(13);
  }

  @Test
  void arraysAreTakenByAnyRun() throws IOException {
    ByteBuffer floats = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : new float[] {3, 0, 1, 1, 1, 0}) {
      floats.putFloat(number);
    }
    Path file = npy("<f4", "2, 3", floats.array());
    assertThat(Cli.run("predict", table, file).good().out().lines())
        .containsExactly(file + ":1: 27.0", file + ":2: 13.0");
    byte[] red = new byte[AnyRun.NUMBERS];
    for (int pixel = 0; pixel < 16; pixel++) {
      red[pixel * 3] = -1;
    }
    Path picture = npy("|u1", "4, 4, 3", red);
    assertThat(Cli.run("predict", colours, picture).good().out()).startsWith(picture + ": red");
    Cli other = Cli.run("predict", table, npy("<f4", "3, 2", floats.array()));
    assertThat(other.err()).contains("needs numbers [n, 3], got numbers [3, 2]").hasLineCount(1);
    assertThat(other.code()).isEqualTo(1);
  }

  private Path npy(String type, String shape, byte[] data) throws IOException {
    String text =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }\n".formatted(type, shape);
    ByteBuffer bytes = ByteBuffer.allocate(10 + text.length() + data.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    bytes.putShort((short) text.length()).put(text.getBytes(StandardCharsets.US_ASCII)).put(data);
    return Files.write(folder.resolve("array.npy"), bytes.array());
  }

  @Test
  void allLabelsOverOneHalfAreTold() throws IOException {
    Path file = AnyRun.red(folder.resolve("a.png"));
    assertThat(Cli.run("predict", labels, file).good().out().lines())
        .containsExactly(
            file + ": warm, big", "  warm         0.880797", "  big          0.622459");
    assertThat(Cli.run("predict", labels, file, "--format", "csv").good().out().lines())
        .containsExactly("input,labels,probabilities", file + ",warm|big,0.880797|0.622459");
  }

  @Test
  void testExamplesAreNamedWithWhatTheyShouldGet() {
    assertThat(Cli.run("predict", colours, "--index", 0).good().out())
        .matches("(?s)test image 0 \\((blue|red)\\): \\1\\R.*");
    assertThat(Cli.run("predict", labels, "--index", 0).good().out())
        .matches("(?s)test image 0 \\((big|big, warm|cold|warm)\\): warm, big\\R.*");
    assertThat(Cli.run("predict", table, "--index", 1).good().out())
        .matches("test example 1 \\(\\d+\\.\\d\\): \\d+\\.0\\R");
  }

  @Test
  void everyFileThatCannotBeReadIsNamed() throws IOException {
    Path good = AnyRun.red(folder.resolve("a.png"));
    Path odd = Files.writeString(folder.resolve("b.png"), "no picture");
    Path gone = folder.resolve("c.png");
    Cli cli = Cli.run("predict", colours, good, odd, gone);
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out()).startsWith(good + ": red").hasLineCount(3);
    assertThat(cli.err())
        .startsWith("atelier: 2 files cannot be read: " + odd + " is not a picture")
        .contains(gone + " needs to be a file that can be read, got nothing there")
        .hasLineCount(1);
    Path out = folder.resolve("answers.json");
    Cli json = Cli.run("predict", colours, odd, good, "--format", "json", "--out", out);
    assertThat(json.code()).isEqualTo(1);
    assertThat(json.err()).startsWith("atelier: " + odd + " is not a picture").hasLineCount(1);
    assertThat(Json.MAPPER.readTree(out.toFile()).findValuesAsText("input"))
        .containsExactly(good.toString());
    assertThat(Cli.run("predict", colours, odd, "--format", "json").out()).isEmpty();
    Cli csv = Cli.run("predict", table, odd);
    assertThat(csv.err()).startsWith("atelier: " + odd + " needs a column size").hasLineCount(1);
    Cli directory = Cli.run("predict", table, folder);
    assertThat(directory.err())
        .startsWith("atelier: " + folder + " needs to be a file, got a folder");
  }

  /** A flag that would do nothing was meant to do something. */
  @Test
  void flagsWithoutMeaningAreRefused() throws IOException {
    Path file = AnyRun.red(folder.resolve("a.png"));
    for (List<Object> wrong :
        List.<List<Object>>of(
            List.of(colours, file, "--invert", "--invert needs a run of gray pictures"),
            List.of(colours, file, "--no-exif", "--no-exif needs a run that turns pictures"),
            List.of(table, file, "--top=2", "--top needs a run that answers with one class"),
            List.of(labels, file, "--top=2", "got one of several labels"),
            List.of(colours, file, "--top=0", "--top needs at least 1, got 0"))) {
      Cli cli = Cli.run("predict", wrong.get(0), wrong.get(1), wrong.get(2));
      assertThat(cli.err()).contains(wrong.get(3).toString()).hasLineCount(1);
      assertThat(cli.code()).isEqualTo(2);
    }
  }
}
