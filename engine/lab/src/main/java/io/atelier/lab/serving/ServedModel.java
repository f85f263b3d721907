package io.atelier.lab.serving;

import io.atelier.data.DataSet;
import io.atelier.data.Element;
import io.atelier.data.Given;
import io.atelier.data.format.ReadOptions;
import io.atelier.data.image.ColorMode;
import io.atelier.data.image.ImageOptions;
import io.atelier.data.table.TableEncoding;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.Serving;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.json.Json;
import io.atelier.lab.task.Logits;
import io.atelier.lab.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a trained model is asked and what its answers mean: everything that is needed to use it
 * beside its SavedModel. It is kept as {@code serving.json} in a run's folder, and as {@code
 * assets.extra/serving.json} in each SavedModel of a run.
 *
 * @param model its name
 * @param input what an example looks like
 * @param output what an answer means
 * @param reading how the files of the training data were read; pictures are read so
 * @param table how the columns of a table become an example; empty for other data
 */
public record ServedModel(
    String model,
    InputForm input,
    OutputForm output,
    ReadOptions reading,
    Optional<TableEncoding> table) {
  private static final String FILE = "serving.json";

  /** As TensorFlow's loaders of SavedModels leave alone. */
  private static final String IN_A_SAVED_MODEL = "assets.extra/" + FILE;

  /**
   * @throws IllegalArgumentException if anything is null
   */
  public ServedModel {
    Given.required(model, "ServedModel", "a name", "give the model's");
    Given.required(input, "ServedModel", "an input", "say what an example looks like");
    Given.required(output, "ServedModel", "an output", "say what an answer means");
    Given.required(reading, "ServedModel", "reading", "use ReadOptions.DEFAULT");
    Given.required(table, "ServedModel", "an encoding or none", "use Optional.empty() for none");
  }

  /**
   * {@return how a run's model is asked}
   *
   * @param table how the columns of a table became numbers
   * @throws IllegalArgumentException if the model has too few outputs for the classes
   */
  public static ServedModel of(RunConfig config, DataSet set, Optional<TableEncoding> table) {
    Element element = Element.of(set.train().inputs());
    Task task = Task.of(set, config.model()).under(config.training().loss());
    InputForm.Type type = element == Element.BYTE ? InputForm.Type.BYTES : InputForm.Type.FLOATS;
    return of(config, type, set.exampleShape(), task, table);
  }

  /**
   * {@return how a model is asked of whose run nothing but the settings is known} Those were all
   * trained on square gray pictures, which may be given to the model in one row.
   */
  public static ServedModel of(RunConfig config) {
    Input input = config.model().inputs().get(0).input();
    List<Integer> shape = Arrays.stream(input.exampleShape()).boxed().toList();
    boolean bytes = input.element() == Input.Element.BYTE;
    if (bytes && shape.size() == 1) {
      int side = (int) Math.round(Math.sqrt(shape.get(0)));
      shape = side * side == shape.get(0) ? List.of(side, side) : shape;
    } else if (bytes && shape.size() == 3 && shape.get(2) == 1) {
      shape = shape.subList(0, 2);
    }
    List<String> names = config.data().classNames();
    Task task = names.isEmpty() ? new Task.Numbers(List.of()) : new Task.Classes(names, false);
    return of(
        config,
        bytes ? InputForm.Type.BYTES : InputForm.Type.FLOATS,
        shape,
        task,
        Optional.empty());
  }

  private static ServedModel of(
      RunConfig config,
      InputForm.Type type,
      List<Integer> shape,
      Task task,
      Optional<TableEncoding> table) {
    boolean picture = new InputForm("image", type, shape).isPicture();
    String name = picture ? "image" : table.isPresent() ? "features" : "input";
    return new ServedModel(
        config.model().name(),
        new InputForm(name, type, shape),
        OutputForm.of(task, Logits.of(config.model(), config.training().loss())),
        config.data().reading(),
        table);
  }

  /**
   * {@return how a SavedModel of it is called; empty where the model has several inputs or outputs,
   * which are called by their own names}
   */
  public Optional<Serving> serving(Model of) {
    return of.inputs().size() == 1 && of.outputs().size() == 1
        ? Optional.of(
            Serving.of(
                input.name(),
                output.name(),
                input.shape().stream().mapToLong(Integer::longValue).toArray()))
        : Optional.empty();
  }

  /** {@return how pictures are read: as those of the training, in their size and channels} */
  public ImageOptions pictures() {
    List<Integer> shape = input.shape();
    int channels = shape.size() == 3 ? shape.get(2) : 1;
    ColorMode colors =
        channels == 4 ? ColorMode.RGBA : channels == 3 ? ColorMode.RGB : ColorMode.GRAYSCALE;
    return reading.images().resized(shape.get(0), shape.get(1)).in(colors);
  }

  /**
   * {@return what a run's folder, or a SavedModel, keeps of it; empty if it is of a time before
   * that}
   *
   * @throws IOException if the file is damaged
   */
  public static Optional<ServedModel> in(Path folder) throws IOException {
    for (String name : new String[] {FILE, IN_A_SAVED_MODEL}) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        return Optional.of(Json.read(file, Kept.class).served());
      }
    }
    return Optional.empty();
  }

  /** Writes it into a run's folder. */
  public void write(Path run) throws IOException {
    Json.write(run.resolve(FILE), new Kept(this));
  }

  /** Writes it into a SavedModel that is being made. */
  public void writeInto(Path savedModel) throws IOException {
    Path file = savedModel.resolve(IN_A_SAVED_MODEL);
    Files.createDirectories(file.getParent());
    Json.write(file, new Kept(this));
  }

  /** The file's form; JSON has null where there is no table. */
  private record Kept(
      String model, InputForm input, OutputForm output, ReadOptions reading, TableEncoding table) {
    Kept(ServedModel served) {
      this(served.model, served.input, served.output, served.reading, served.table.orElse(null));
    }

    ServedModel served() {
      return new ServedModel(model, input, output, reading, Optional.ofNullable(table));
    }
  }
}
