package io.atelier.models.cli;

import io.atelier.data.ByteValues;
import io.atelier.data.Examples;
import io.atelier.data.IntValues;
import io.atelier.engine.runtime.Program;
import io.atelier.models.config.RunConfig;
import io.atelier.models.run.LoadedData;
import io.atelier.models.run.Outcome;
import io.atelier.models.run.RunData;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
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
      "Prints the class names and probabilities of images, the likeliest first.",
      "The images are PNG or JPEG of any size, a light garment on black as in the data set."
    },
    mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RunOptions run;
  @Mixin private EvaluationBatch batch;
  @Mixin private DataOptions data;

  @Parameters(index = "1..*", paramLabel = "IMAGE", description = "PNG or JPEG files.")
  private List<Path> files = List.of();

  @Option(
      names = "--index",
      arity = "1..*",
      paramLabel = "I",
      description = "Test images by their place, 0 to 9999.")
  private List<Integer> indices = List.of();

  @Option(
      names = "--invert",
      description =
          "The files show a dark garment on a light background; what is transparent is white then,"
              + " and black without it.")
  private boolean invert;

  @Option(
      names = "--no-exif",
      description =
          "Take the files as they are stored; else each is turned as its EXIF orientation says.")
  private boolean asStored;

  @Override
  public Integer call() throws IOException {
    if (files.isEmpty() == indices.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "predict needs either image files or --index, got both or none");
    }
    if (files.isEmpty() && (invert || asStored)) {
      throw new ParameterException(
          spec.commandLine(),
          "%s needs image files, got --index; leave one of them out"
              .formatted(invert ? "--invert" : "--no-exif"));
    }
    try (Program program = run.open(batch.of(run.execution()))) {
      if (files.isEmpty()) {
        predictTestImages(program);
      } else {
        predictFiles(program);
      }
    }
    spec.commandLine().getOut().flush();
    return 0;
  }

  private void predictFiles(Program program) throws IOException {
    List<byte[]> images = new ArrayList<>();
    for (Path file : files) {
      images.add(ImageFile.read(file, invert, !asStored));
    }
    byte[] pixels = new byte[images.size() * ImageFile.PIXELS];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i), 0, pixels, i * ImageFile.PIXELS, ImageFile.PIXELS);
    }
    Examples examples =
        new Examples(
            ByteValues.of(pixels, images.size(), ImageFile.SIDE, ImageFile.SIDE),
            IntValues.of(new int[images.size()], images.size()));
    float[][] answers = answers(program, examples);
    for (int i = 0; i < answers.length; i++) {
      print(files.get(i).toString(), answers[i]);
    }
  }

  private void predictTestImages(Program program) throws IOException {
    RunConfig config = run.config();
    LoadedData loaded = data.load(config.data(), spec.commandLine().getErr());
    Examples test = RunData.of(loaded.set(), config.data()).test();
    int count = test.size();
    for (int index : indices) {
      if (index < 0 || index >= count) {
        throw new ParameterException(
            spec.commandLine(),
            "--index needs a place from 0 to %s, got %s".formatted(count - 1, index));
      }
    }
    Examples examples = test.select(indices.stream().mapToInt(Integer::intValue).toArray());
    int[] labels = ((IntValues) examples.targets()).values();
    List<String> names = config.data().classNames();
    float[][] answers = answers(program, examples);
    for (int i = 0; i < answers.length; i++) {
      print("test image %s (%s)".formatted(indices.get(i), names.get(labels[i])), answers[i]);
    }
  }

  private float[][] answers(Program program, Examples examples) throws IOException {
    return program.predict(RunData.shaped(examples, run.config().model().input()).inputs());
  }

  private void print(String name, float[] probabilities) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<String> names = run.config().data().classNames();
    out.println(name + ": " + names.get(Outcome.largest(probabilities)));
    IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> probabilities[i]).reversed())
        .forEach(i -> out.printf(Locale.ROOT, "  %-12s %.6f%n", names.get(i), probabilities[i]));
  }
}
