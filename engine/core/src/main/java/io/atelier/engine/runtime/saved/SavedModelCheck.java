package io.atelier.engine.runtime.saved;

import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.tensorflow.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

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
      SavedSignature names,
      List<Values> sample,
      List<FloatValues> expected,
      Execution.Precision precision,
      ConfigProto settings)
      throws IOException {
    Map<String, Tensor> inputs = new HashMap<>();
    try (SavedModelBundle bundle =
        SavedModelBundle.loader(folder.toString()).withConfigProto(settings).load()) {
      List<Values> called = names.called(sample);
      for (int i = 0; i < called.size(); i++) {
        inputs.put(names.inputs().get(i), Tensors.of(called.get(i)));
      }
      try (Result result = bundle.call(inputs)) {
        for (int i = 0; i < expected.size(); i++) {
          String output = names.outputs().get(i);
          float[] answers = Tensors.floats((TFloat32) result.get(output).orElseThrow()).values();
          String of = expected.size() == 1 ? "" : " of output " + output;
          require(answers, expected.get(i).values(), tolerance(precision), of);
        }
      }
    } finally {
      inputs.values().forEach(Tensor::close);
    }
  }

  private static void require(float[] answers, float[] expected, double tolerance, String of)
      throws IOException {
    for (int i = 0; i < answers.length; i++) {
      double allowed = tolerance * Math.max(1, Math.abs(expected[i]));
      boolean bothNaN = Float.isNaN(answers[i]) && Float.isNaN(expected[i]);
      if (!bothNaN && !(Math.abs(answers[i] - expected[i]) <= allowed)) {
        throw new IOException(
            "Export needs a SavedModel that answers as the program, got %s for %s at place %s%s; nothing was written"
                .formatted(answers[i], expected[i], i, of));
      }
    }
  }
}
