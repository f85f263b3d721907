package io.atelier.cli;

import io.atelier.cli.option.AnswerOptions;
import io.atelier.cli.option.AnswerWriter;
import io.atelier.cli.option.DataOptions;
import io.atelier.cli.option.RunOptions;
import io.atelier.cli.picture.ImageFile;
import io.atelier.data.ByteValues;
import io.atelier.data.Examples;
import io.atelier.data.Values;
import io.atelier.data.image.ImageOptions;
import io.atelier.data.image.PictureFiles;
import io.atelier.data.table.TableEncoding;
import io.atelier.engine.runtime.Program;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.dataset.EvaluationSet;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.dataset.RunData;
import io.atelier.lab.run.EvaluationData;
import io.atelier.lab.serving.Answer;
import io.atelier.lab.serving.AnswerText;
import io.atelier.lab.serving.InputFiles;
import io.atelier.lab.serving.InputForm;
import io.atelier.lab.serving.OutputForm;
import io.atelier.lab.serving.ServedModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code atelier predict}. */
@Command(
    name = "predict",
    description = {
      "Prints what a run answers about your files: classes with their probabilities, the likeliest first;"
          + " all labels over 0.5 where an example may have several; or numbers.",
      "A run of pictures takes pictures of any size, read as those it was trained on; a run of a table takes"
          + " CSV files with the same columns, of which the target may be missing; any run takes arrays"
          + " [n, ...] in NPY or NPZ files."
    },
    mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
  private static final String STDIN = "-";

  @Spec private CommandSpec spec;
  @Mixin private RunOptions run;
  @Mixin private EvaluationBatch batch;
  @Mixin private DataOptions data;

  @Parameters(
      index = "1..*",
      paramLabel = "FILE",
      description =
          "Files; a folder stands for all pictures in it, and - for the files that standard input"
              + " names, one a line.")
  private List<Path> files = List.of();

  @Option(
      names = "--index",
      arity = "1..*",
      paramLabel = "I",
      description = "Test examples by their place, from 0.")
  private List<Integer> indices = List.of();

  @Option(
      names = "--invert",
      description =
          "The files show something dark on a light background, and the run was trained on gray"
              + " pictures of the opposite; what is transparent is white then, and black without it.")
  private boolean invert;

  @Option(
      names = "--no-exif",
      description =
          "Take the files as they are stored; else each is turned as its EXIF orientation says, if"
              + " those that were trained on were.")
  private boolean asStored;

  @Mixin private AnswerOptions answers;

  @Override
  public Integer call() throws IOException {
    if (files.isEmpty() == indices.isEmpty()) {
      throw wrong("predict needs either image files or --index, got both or none");
    }
    if (files.isEmpty() && (invert || asStored)) {
      throw wrong(
          "%s needs image files, got --index; leave one of them out"
              .formatted(invert ? "--invert" : "--no-exif"));
    }
    ServedModel served = run.served();
    int top = answers.top(served.output());
    requireMeaning(served);
    String number = served.table().map(TableEncoding::target).orElse("prediction");
    AnswerWriter writer =
        answers.writer(new AnswerText(served.output(), number), spec.commandLine().getOut());
    Optional<IOException> broken = Optional.empty();
    try (Program program = run.open(batch.of(run.execution()))) {
      if (files.isEmpty()) {
        writer.add(ofTestSet(program, served, top));
      } else {
        broken = ofFiles(program, served, top, writer);
      }
    }
    writer.end();
    if (broken.isPresent()) {
      throw broken.get();
    }
    return CommandLine.ExitCode.OK;
  }

  /** Refuses flags that would do nothing. */
  private void requireMeaning(ServedModel served) {
    InputForm input = served.input();
    if (invert && !input.isGray()) {
      throw wrong(
          "--invert needs a run of gray pictures without channels, such as those of IDX files, got one of inputs %s; leave it out"
              .formatted(input.shape()));
    }
    boolean turned = input.isGray() || (input.isPicture() && served.pictures().upright());
    if (asStored && !turned) {
      throw wrong(
          "--no-exif needs a run that turns pictures as their EXIF orientation says, got one that does not; leave it out");
    }
  }

  /** {@return that some of the files cannot be read; empty if all can} */
  private Optional<IOException> ofFiles(
      Program program, ServedModel served, int top, AnswerWriter writer) throws IOException {
    InputFiles reader =
        new InputFiles(
            served,
            pictures(served),
            note -> spec.commandLine().getErr().println("atelier: " + note));
    return reader.each(
        reader.found(paths()),
        (names, inputs) -> writer.add(answers(program, inputs, names, served.output(), top)));
  }

  private InputFiles.PictureReader pictures(ServedModel served) {
    List<Integer> shape = served.input().shape();
    if (served.input().isGray()) {
      return file ->
          ByteValues.of(
              ImageFile.read(file, shape.get(0), shape.get(1), invert, !asStored),
              1,
              shape.get(0),
              shape.get(1));
    }
    if (!served.input().isPicture()) {
      return file -> {
        throw new IOException(file + " is no input of a run without pictures; name an array");
      };
    }
    ImageOptions options = asStored ? asStored(served.pictures()) : served.pictures();
    return file -> PictureFiles.read(file, options);
  }

  private static ImageOptions asStored(ImageOptions options) {
    return new ImageOptions(
        options.colors(),
        options.size(),
        options.interpolation(),
        options.crop(),
        false,
        options.background(),
        options.skipBroken());
  }

  private List<Path> paths() throws IOException {
    List<Path> paths = new ArrayList<>();
    for (Path file : files) {
      if (file.toString().equals(STDIN)) {
        paths.addAll(named());
      } else {
        paths.add(file);
      }
    }
    return paths;
  }

  /** {@return the files that standard input names} */
  private List<Path> named() throws IOException {
    List<Path> named = new ArrayList<>();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank()) {
        try {
          named.add(Path.of(line));
        } catch (InvalidPathException e) {
          throw new IOException(
              "- needs a file name in each line of standard input, got one that is none: "
                  + e.getReason()
                  + "; correct it",
              e);
        }
      }
    }
    if (named.isEmpty()) {
      throw new IOException(
          "- needs file names in standard input, one a line, got none; name at least one");
    }
    return named;
  }

  private List<Answer> ofTestSet(Program program, ServedModel served, int top) throws IOException {
    RunConfig config = run.config();
    LoadedData loaded = data.load(config.data(), spec.commandLine().getErr());
    Examples test = EvaluationData.ofRun(loaded, config, EvaluationSet.TEST);
    int count = test.size();
    for (int index : indices) {
      if (index < 0 || index >= count) {
        throw wrong("--index needs a place from 0 to %s, got %s".formatted(count - 1, index));
      }
    }
    Examples examples = test.select(indices.stream().mapToInt(Integer::intValue).toArray());
    String what = served.input().isPicture() ? "test image" : "test example";
    List<String> names = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      String truth = served.output().truth(examples.targets(), i);
      names.add("%s %s (%s)".formatted(what, indices.get(i), truth));
    }
    return answers(program, examples.inputs(), names, served.output(), top);
  }

  private List<Answer> answers(
      Program program, Values inputs, List<String> names, OutputForm output, int top) {
    float[][] rows = program.predict(RunData.shaped(inputs, program.model()));
    List<Answer> all = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      all.add(Answer.of(names.get(i), output, rows[i], top));
    }
    return all;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
