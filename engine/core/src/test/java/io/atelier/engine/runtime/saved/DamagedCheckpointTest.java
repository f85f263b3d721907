package io.atelier.engine.runtime.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.FloatValues;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Sets;
import io.atelier.engine.runtime.tensorflow.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TensorFlowException;

/** A checkpoint of this very model that is no longer what was written. */
class DamagedCheckpointTest {
  @TempDir Path folder;

  /** {@return contents that a file should not have, by what was done to it} */
  private static Map<String, byte[]> damaged(byte[] whole) {
    Map<String, byte[]> kinds = new LinkedHashMap<>();
    kinds.put("empty", new byte[0]);
    kinds.put("half", Arrays.copyOf(whole, whole.length / 2));
    kinds.put("all but a byte", Arrays.copyOf(whole, whole.length - 1));
    kinds.put("zeros", new byte[whole.length]);
    for (int place : new int[] {0, whole.length / 3, whole.length / 2, whole.length - 1}) {
      byte[] flipped = whole.clone();
      flipped[place] ^= 4;
      kinds.put("a bit of byte " + place, flipped);
    }
    return kinds;
  }

  @Test
  void isSaidToBeDamagedAndNotAnotherModels() throws IOException {
    Path checkpoint = folder.resolve("checkpoint");
    Model model = Model.of("small", Input.floats(2), new Dense(2, Activation.SOFTMAX));
    try (Program program = Program.compile(model, Sets.training())) {
      program.save(checkpoint);
      Map<String, FloatValues> before = program.weights();
      for (String name : List.of("checkpoint.index", "checkpoint.data-00000-of-00001")) {
        Path file = checkpoint.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        for (Map.Entry<String, byte[]> kind : damaged(whole).entrySet()) {
          Files.write(file, kind.getValue());
          assertThatThrownBy(() -> program.restore(checkpoint))
              .as("%s of %s", kind.getKey(), name)
              .isInstanceOf(IOException.class)
              .hasMessageStartingWith(checkpoint + " is damaged or cannot be read: ")
              .hasMessageEndingWith("; bring it back from a copy, or train again")
              .hasMessageNotContainingAny("{{node", "\n");
        }
        Files.write(file, whole);
      }
      assertThat(program.weights()).isEqualTo(before);
      program.restore(checkpoint);
      Files.delete(checkpoint.resolve("checkpoint.data-00000-of-00001"));
      assertThatThrownBy(() -> program.restore(checkpoint))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No such file or directory");
    }
  }

  @Test
  void aFullDiskIsNoLackOfMemory() {
    TensorFlowException full =
        new TFResourceExhaustedException(
            """
            /runs/a/checkpoint.data.tempstate1; No space left on device
            \t [[{{node save/Save}}]]
            Hint: If you want to see a list of allocated tensors when OOM happens, add \
            report_tensor_allocations_upon_oom to RunOptions for current allocation info.

            """);
    assertThat(Reason.of(full))
        .isEqualTo("/runs/a/checkpoint.data.tempstate1; No space left on device");
    assertThat(Reason.memory(full)).isFalse();
    assertThat(Reason.memory(new TFResourceExhaustedException("OOM when allocating"))).isTrue();
    assertThat(Reason.otherNames(full)).isFalse();
  }
}
