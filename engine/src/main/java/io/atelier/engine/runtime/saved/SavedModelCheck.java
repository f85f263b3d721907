package io.atelier.engine.runtime.saved;

import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Serving;
import io.atelier.engine.runtime.tensorflow.Tensors;
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
public final class SavedModelCheck {
  private static final double SINGLE = 1e-6;

  private SavedModelCheck() {}

  /**
   * {@return how far an answer may be from the expected one, as a share of the larger of 1 and the
   * answer} Sums of float32 may be added in another order. Where that rounds to a shorter format
   * the other way, the difference is from one of its numbers to the next: 2^-10 with the 11 bits of
   * float16 and TF32, 2^-7 with the 8 of bfloat16.
   */
  static double tolerance(Execution.Precision precision) {
    return switch (precision) {
      case FLOAT32 -> SINGLE;
      case TF32, MIXED_FLOAT16 -> 0x1p-10;
      case BFLOAT16 -> 0x1p-7;
    };
  }

  /**
   * Requires the answers of a SavedModel to be the expected ones, as near as {@link #tolerance}
   * says.
   *
   * @param precision of the products in both
   * @param settings of the process' other sessions: a GPU is set up only once
   * @throws IOException if they are not
   */
  public static void require(
      Path folder,
      Serving serving,
      Values sample,
      FloatValues expected,
      Execution.Precision precision,
      ConfigProto settings)
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
        double allowed = tolerance(precision) * Math.max(1, Math.abs(expected.values()[i]));
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
