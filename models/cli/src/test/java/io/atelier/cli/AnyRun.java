package io.atelier.cli;

import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Node;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.merge.Add;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.loss.BinaryCrossEntropy;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import io.atelier.lab.run.MadeRun;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;

/** Small runs of people's own data, with weights that make the answers known. */
final class AnyRun {
  /** Of 4x4 pixels with three channels. */
  static final int NUMBERS = 4 * 4 * 3;

  private static final int RED = 0xff0000;
  private static final int BLUE = 0x0000ff;

  private AnyRun() {}

  /** Writes a picture of one colour. */
  static Path picture(Path file, int height, int width, int rgb) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < height * width; i++) {
      image.setRGB(i % width, Math.floorDiv(i, width), rgb);
    }
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  static Path red(Path file) throws IOException {
    return picture(file, 10, 7, RED);
  }

  static Path blue(Path file) throws IOException {
    return picture(file, 3, 9, BLUE);
  }

  /** {@return a run that tells blue pictures from red: each is 1.6 ahead of the other in logits} */
  static Path colours(Path folder, boolean logits) throws IOException {
    for (int i = 0; i < 5; i++) {
      picture(folder.resolve("colours/red/" + i + ".png"), 4, 4, RED - i * 0x010000);
      picture(folder.resolve("colours/blue/" + i + ".png"), 4, 4, BLUE - i);
    }
    float[] kernel = new float[NUMBERS * 2];
    for (int pixel = 0; pixel < 16; pixel++) {
      kernel[(pixel * 3 + 2) * 2] = 0.1f; // blue, the first class
      kernel[pixel * 3 * 2 + 1] = 0.1f; // red
    }
    Layer last = new Dense(2, logits ? Activation.LINEAR : Activation.SOFTMAX).named("last");
    return MadeRun.write(
            folder.resolve(logits ? "logits" : "run"),
            folder.resolve("colours"),
            Model.of("colours", Input.bytes(4, 4, 3), new Rescaling(1, 255), new Flatten(), last),
            new SparseCategoricalCrossEntropy(logits),
            Map.of("last/kernel", kernel, "last/bias", new float[2]))
        .path();
  }

  /** {@return a run with a convolution in a graph, the picture added to what it gives} */
  static Path graph(Path folder) throws IOException {
    Node image = Node.input("image", Input.bytes(4, 4, 3));
    Node scaled = image.then(new Rescaling(1, 255));
    Node first = scaled.then(new Conv2D(3, 3, Activation.RELU).withPadding(Padding.SAME));
    Node sum = new Add().of(scaled, first);
    Node second = sum.then(new Conv2D(5, 3, Activation.RELU));
    Node out = second.then(new Flatten(), new Dense(2, Activation.SOFTMAX));
    return MadeRun.write(
            folder.resolve("graph"),
            folder.resolve("colours"),
            Model.of("graph", image, out),
            new SparseCategoricalCrossEntropy(),
            Map.of())
        .path();
  }

  /** {@return a run of pictures that may have several labels: it always answers warm and big} */
  static Path labels(Path folder) throws IOException {
    StringBuilder list = new StringBuilder("path,label\n");
    String[] labels = {"big", "big|warm", "cold", "warm"};
    for (int i = 0; i < 20; i++) {
      picture(folder.resolve("labelled/" + i + ".png"), 4, 4, i * 0x0a0b0c);
      list.append(i).append(".png,").append(labels[i % labels.length]).append('\n');
    }
    Path file = Files.writeString(folder.resolve("labelled/list.csv"), list);
    return MadeRun.write(
            folder.resolve("labels"),
            file,
            Model.of(
                "labels",
                Input.bytes(4, 4, 3),
                new Flatten(),
                new Dense(3, Activation.SIGMOID).named("last")),
            new BinaryCrossEntropy(),
            Map.of("last/kernel", new float[NUMBERS * 3], "last/bias", new float[] {0.5f, -1, 2}))
        .path();
  }

  /** {@return a run of a table: price = 2 size + 10 in Bonn or 20 in Ulm + 1} */
  static Path table(Path folder) throws IOException {
    StringBuilder rows = new StringBuilder("size,town,price\n");
    for (int i = 0; i < 20; i++) {
      rows.append(i).append(i % 2 == 0 ? ",Ulm," : ",Bonn,").append(2.5 * i).append('\n');
    }
    Path file = Files.writeString(folder.resolve("houses.csv"), rows);
    return MadeRun.write(
            folder.resolve("table"),
            file,
            Model.of("houses", Input.floats(3), new Dense(1, Activation.LINEAR).named("last")),
            new MeanSquaredError(),
            Map.of("last/kernel", new float[] {2, 10, 20}, "last/bias", new float[] {1}))
        .path();
  }
}
