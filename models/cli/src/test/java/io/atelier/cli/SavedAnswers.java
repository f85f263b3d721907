package io.atelier.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** A program of its own that knows a SavedModel and TensorFlow, and nothing of Atelier. */
final class SavedAnswers {
  private SavedAnswers() {}

  /**
   * Writes the probabilities, a line an image.
   *
   * @param arguments the SavedModel, a file of raw 28x28 images, the file to write
   */
  public static void main(String[] arguments) throws IOException {
    byte[] pixels = Files.readAllBytes(Path.of(arguments[1]));
    List<String> lines = new ArrayList<>();
    try (SavedModelBundle bundle = SavedModelBundle.load(arguments[0], "serve");
        TUint8 images =
            TUint8.tensorOf(
                Shape.of(pixels.length / 784, 28, 28), DataBuffers.of(pixels, true, false));
        Result result = bundle.function("serving_default").call(Map.of("image", images))) {
      TFloat32 probabilities = (TFloat32) result.get("probabilities").orElseThrow();
      for (long row = 0; row < probabilities.shape().get(0); row++) {
        List<String> cells = new ArrayList<>();
        for (long column = 0; column < probabilities.shape().get(1); column++) {
          cells.add(Float.toString(probabilities.getFloat(row, column)));
        }
        lines.add(String.join(",", cells));
      }
    }
    Files.write(Path.of(arguments[2]), lines);
  }
}
