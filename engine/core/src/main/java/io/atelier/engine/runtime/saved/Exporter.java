package io.atelier.engine.runtime.saved;

import io.atelier.data.FloatValues;
import io.atelier.data.Given;
import io.atelier.data.Values;
import io.atelier.data.file.Folder;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.Serving;
import io.atelier.engine.runtime.step.BuiltModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a program as a SavedModel: under another name first, which is loaded again and compared
 * with the program, and only then given its own. Nothing is left if it answers differently.
 *
 * @param built the program's model
 * @param state holds its weights
 * @param answers what the program answers, by name
 */
public record Exporter(BuiltModel built, SavedState state, Answering answers) {
  private static final int SAMPLES = 100;

  /** Asks a program. */
  @FunctionalInterface
  public interface Answering {
    /** {@return the answers by the name of the output, to values by the name of the input} */
    Map<String, FloatValues> of(Map<String, Values> values);
  }

  /** Writes it under the model's own names, compared on made-up inputs. */
  public void write(Path folder) throws IOException {
    write(folder, Optional.empty(), Optional.empty(), none -> {});
  }

  /** Writes it under the names of a serving, compared on made-up inputs. */
  public void write(Path folder, Serving serving) throws IOException {
    requireGiven(serving);
    write(folder, Optional.of(serving), Optional.empty(), none -> {});
  }

  /** Writes it under the names of a serving, compared on inputs of the caller's. */
  public void write(Path folder, Serving serving, Values sample) throws IOException {
    requireGiven(serving);
    SavedSignature signature = SavedSignature.of(model(), serving);
    Given.required(sample, "Model " + model().name(), "inputs", "give values [count, ...]");
    write(folder, signature, List.of(sample), none -> {});
  }

  /**
   * Writes it.
   *
   * @param folder must not exist
   * @param serving names and shape of input and output; empty for the model's own
   * @param sample inputs to compare on; empty for made-up ones
   * @param more writes files that appear with the SavedModel
   * @throws IOException if it cannot be written, or answers differently when loaded again
   * @throws IllegalArgumentException if the serving's shape or the sample does not fit the model
   */
  public void write(
      Path folder, Optional<Serving> serving, Optional<Values> sample, Folder.Writer more)
      throws IOException {
    SavedSignature signature =
        serving
            .map(given -> SavedSignature.of(model(), given))
            .orElseGet(() -> SavedSignature.of(model()));
    write(folder, signature, sample.map(List::of).orElseGet(this::samples), more);
  }

  private void write(
      Path folder, SavedSignature signature, List<Values> samples, Folder.Writer more)
      throws IOException {
    Map<String, Values> sample = new LinkedHashMap<>();
    for (int i = 0; i < samples.size(); i++) {
      sample.put(model().inputs().get(i).name(), samples.get(i));
    }
    List<FloatValues> expected = List.copyOf(answers.of(sample).values());
    if (samples.get(0).count() == 0) {
      throw new IllegalArgumentException(
          "Export needs at least one sample to compare answers on, got none; give it some inputs");
    }
    SavedFolder.write(
        folder,
        temporary -> {
          write(temporary, signature);
          compare(temporary, signature, samples, expected);
          more.write(temporary);
        });
  }

  private void write(Path folder, SavedSignature signature) throws IOException {
    Path weights = Files.createDirectory(folder.resolve("weights"));
    String prefix = state.write(weights);
    SavedModelExport.write(built.blueprint(), built.plan().precision(), signature, prefix, folder);
    Folder.delete(weights);
  }

  private void compare(
      Path folder, SavedSignature signature, List<Values> samples, List<FloatValues> expected)
      throws IOException {
    built
        .memory()
        .sufficeToAnswer(
            () -> {
              SavedModelCheck.require(
                  folder, signature, samples, expected, built.plan().precision(), built.settings());
              return null;
            });
  }

  private List<Values> samples() {
    return model().inputs().stream()
        .map(named -> MadeUpInputs.of(model(), named.input(), SAMPLES))
        .toList();
  }

  private Model model() {
    return built.blueprint().model();
  }

  private static void requireGiven(Serving serving) {
    Given.required(serving, "Export", "a serving", "use Serving.DEFAULT if unsure");
  }
}
