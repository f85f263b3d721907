package io.atelier.engine.runtime;

import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** Loads a SavedModel as a stranger would and compares its answers. */
final class SavedModelCheck {
  private static final double TOLERANCE = 1e-6;

  private SavedModelCheck() {}

  /**
   * Requires the answers of a SavedModel to be the expected ones, within 1e-6 of the larger of 1
   * and the answer.
   *
   * @param settings of the process' other sessions: a GPU is set up only once
   * @throws IOException if they are not
   */
  static void require(
      Path folder, Serving serving, Values sample, FloatValues expected, ConfigProto settings)
      throws IOException {
    Values called =
        serving
            .exampleShape()
            .<Values>map(
                shape ->
                    sample.reshape(
                        IntStream.range(0, shape.numDimensions())
                            .map(axis -> Math.toIntExact(shape.get(axis)))
                            .toArray()))
            .orElse(sample);
    try (SavedModelBundle bundle =
            SavedModelBundle.loader(folder.toString()).withConfigProto(settings).load();
        TNumber input = Tensors.of(called);
        Result result = bundle.call(Map.of(serving.input(), input))) {
      float[] answers =
          Tensors.floats((TFloat32) result.get(serving.output()).orElseThrow()).values();
      for (int i = 0; i < answers.length; i++) {
        double allowed = TOLERANCE * Math.max(1, Math.abs(expected.values()[i]));
        boolean bothNaN = Float.isNaN(answers[i]) && Float.isNaN(expected.values()[i]);
        if (!bothNaN && !(Math.abs(answers[i] - expected.values()[i]) <= allowed)) {
          throw new IOException(
              "Export needs a SavedModel that answers as the program, got %s for %s at place %s; nothing was written"
                  .formatted(answers[i], expected.values()[i], i));
        }
      }
    }
  }
}
