package io.atelier.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Lines about paths, pictures and data sets that cannot be used. */
final class OddFiles {
  private static final String[] IDX = {"train-labels-idx1-ubyte", "t10k-labels-idx1-ubyte"};

  private OddFiles() {}

  /** {@return paths that are nothing, or something else, or cannot be} */
  static Arbitrary<OddLine> paths() {
    String tiny = " --limit=640 --epochs=1";
    return Combinators.combine(
            Arbitraries.of(
                "train mlp-small-64 --out=PATH" + tiny,
                "search --space=mlp --out=PATH" + tiny,
                "reproduce --only=eda --out=PATH",
                "train --resume=PATH",
                "train --config=PATH --out=HERE/out",
                "search --space=PATH --out=HERE/out",
                "search --resume --out=PATH",
                "reproduce --resume --out=PATH",
                "evaluate PATH",
                "export PATH HERE/export",
                "export RUN PATH",
                "predict PATH --index=3",
                "predict RUN PATH",
                "feature-maps PATH",
                "feature-maps CNN --out=PATH",
                "data --data=PATH",
                "evaluate RUN --data=PATH",
                "benchmark mlp-small-64 --json=PATH --chunks=5 --images=32 --batch-size=32"),
            Arbitraries.of("mine/below", "full", "x".repeat(300)))
        .as(
            (line, path) -> {
              String place = "HERE/" + path;
              List<String> words =
                  Arrays.stream(line.split(" ")).map(w -> w.replace("PATH", place)).toList();
              return OddLine.of(words, "HERE/" + path.replace("/below", ""), "--space", "--config")
                  .with(
                      (folder, run) -> {
                        Files.writeString(folder.resolve("mine"), "of value");
                        Files.createDirectory(folder.resolve("full"));
                        Files.writeString(folder.resolve("full/mine"), "of value");
                      });
            });
  }

  /** {@return files that are no pictures} */
  static Arbitrary<OddLine> pictures() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 9), Arbitraries.of("--invert", "--no-exif", ""))
        .as(
            (kind, flag) -> {
              List<String> words = List.of("predict", "RUN", "HERE/odd.png");
              return OddLine.of(
                      flag.isEmpty()
                          ? words
                          : Stream.concat(words.stream(), Stream.of(flag)).toList(),
                      "HERE/odd.png")
                  .with(
                      (folder, run) -> {
                        Path good =
                            PngFile.write(
                                folder.resolve("good.png"),
                                PngFile.header(1, 1, 8, 0),
                                PngFile.pixels(new byte[] {0, 9}));
                        picture(folder.resolve("odd.png"), Files.readAllBytes(good), kind);
                      });
            });
  }

  private static void picture(Path file, byte[] good, int kind) throws IOException {
    switch (kind) {
      case 0 -> Files.write(file, new byte[0]);
      case 1 -> Files.writeString(file, "not a picture");
      case 2 -> Files.write(file, Arrays.copyOf(good, 20));
      case 3 -> Files.write(file, Arrays.copyOf(good, 40));
      case 4 ->
          PngFile.write(
              file, PngFile.header(1_000_000, 1_000_000, 8, 2), PngFile.pixels(new byte[4]));
      case 5 -> PngFile.write(file, PngFile.header(0, 0, 8, 0), PngFile.pixels(new byte[1]));
      case 6 -> PngFile.write(file, PngFile.header(-1, 1, 8, 0), PngFile.pixels(new byte[2]));
      case 7 -> Files.createDirectory(file);
      case 8 -> Files.write(file, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1, 2, 3});
      default -> Files.write(file, ("\u0089PNG" + "x".repeat(500)).getBytes(UTF_8));
    }
  }

  /** {@return data sets of which one file is not what it should be} */
  static Arbitrary<OddLine> data() {
    return Combinators.combine(
            Arbitraries.of(
                "data",
                "evaluate RUN",
                "predict RUN --index=3",
                "train mlp-small-64 --limit=640 --epochs=1 --out=HERE/out",
                "search --space=mlp --limit=640 --epochs=1 --trials=1 --out=HERE/out",
                "reproduce --only=eda --out=HERE/out",
                "feature-maps CNN --out=HERE/maps.png",
                "benchmark mlp-small-64"),
            Arbitraries.of(IDX),
            Arbitraries.integers().between(0, 9))
        .as(
            (line, name, kind) ->
                OddLine.of(
                        Stream.concat(Arrays.stream(line.split(" ")), Stream.of("--data=HERE/data"))
                            .toList(),
                        "--data: HERE/data")
                    .with((folder, run) -> idx(folder.resolve("data"), name, kind)));
  }

  private static void idx(Path data, String name, int kind) throws IOException {
    byte[] whole = RealData.content(name);
    RealData.linked(data);
    RealData.replace(data, name, labels(whole, kind));
    if (kind == 8) {
      Files.move(data.resolve(name), data.resolve(name + ".gz"));
    } else if (kind == 9) {
      Files.delete(data.resolve(name));
    }
  }

  private static byte[] labels(byte[] whole, int kind) {
    byte[] odd = whole.clone();
    switch (kind) {
      case 0 -> odd = new byte[0];
      case 1 -> odd = Arrays.copyOf(whole, 7);
      case 2 -> odd = Arrays.copyOf(whole, whole.length - 1);
      case 3 -> odd = Arrays.copyOf(whole, whole.length + 1);
      case 4 -> odd[2] = 13;
      case 5 -> odd[4] = -1;
      case 6 -> {
        for (int i = 8; i < odd.length; i++) {
          odd[i] = (byte) (odd[i] + 16);
        }
      }
      case 7 -> odd[100] = 10;
      default -> {}
    }
    return odd;
  }
}
