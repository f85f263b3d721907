package io.atelier.cli;

import io.atelier.cli.option.DataOptions;
import io.atelier.cli.option.OutFile;
import io.atelier.cli.option.ReadingOptions;
import io.atelier.data.fashion.FashionMnist;
import io.atelier.data.format.Format;
import io.atelier.data.format.Formats;
import io.atelier.lab.overview.Overview;
import io.atelier.lab.overview.Sheet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code atelier data}. */
@Command(
    name = "data",
    description = {
      "Says what is in your own data before anything is trained on them: the parts and classes, what the inputs"
          + " are, their means and deviations, and what looks wrong, such as duplicates or constant columns.",
      "Without PATH: where Fashion-MNIST is, how many images each class has, and its hashes."
    },
    mixinStandardHelpOptions = true)
final class DataCommand implements Callable<Integer> {
  private static final String PNG = ".png";
  private static final String HTML = ".html";

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description = {
        "A folder of pictures with a sub-folder for each class (or train and test with these in them),",
        "a CSV file that lists pictures (path,label) or holds a table,",
        "a folder of IDX files or CIFAR binaries, or an NPZ file."
      })
  private Path path;

  @Mixin private ReadingOptions reading;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "FILE.png: some pictures of each class. FILE.html: the same with all that is printed.")
  private Path out;

  @Mixin private DataOptions data;

  @Override
  public Integer call() throws IOException {
    if (path == null) {
      requireNone();
      fashion();
      return 0;
    }
    if (data.folder().isPresent()) {
      throw wrong(
          "--data names a folder of Fashion-MNIST, got it beside %s; leave it out".formatted(path));
    }
    if (out != null && !ends(PNG) && !ends(HTML)) {
      throw wrong(
          "--out needs a file that ends in .png or .html, got %s; rename it".formatted(out));
    }
    Format format = Formats.at(path);
    reading
        .unfitting(format)
        .ifPresent(
            reason -> {
              throw wrong(reason);
            });
    Overview overview = Overview.of(format, path, reading.options());
    if (out != null && ends(PNG) && !overview.isPictures()) {
      throw wrong(
          "--out FILE.png needs data of pictures, got the format %s; give FILE.html"
              .formatted(format.name()));
    }
    PrintWriter printed = spec.commandLine().getOut();
    printed.print(overview.text());
    if (out != null) {
      OutFile.write(
          out,
          ends(PNG)
              ? Sheet.png(overview.reading().data())
              : overview.html().getBytes(StandardCharsets.UTF_8));
      printed.printf("%n%s: %s%n", ends(PNG) ? "Pictures" : "Page", out);
    }
    printed.flush();
    return 0;
  }

  private void requireNone() {
    if (out != null || !reading.given().isEmpty()) {
      throw wrong(
          "%s needs a PATH, got none; name your data"
              .formatted(out == null ? reading.given().get(0) : "--out"));
    }
  }

  private boolean ends(String ending) {
    return String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT).endsWith(ending);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void fashion() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    FashionMnist images = data.load(spec.commandLine().getErr());
    out.println("Fashion-MNIST in " + images.folder());
    int[] train = images.train().countsPerClass();
    int[] test = images.test().countsPerClass();
    out.printf("%n   %-12s %9s %9s%n", "class", "training", "test");
    for (int i = 0; i < train.length; i++) {
      out.printf(
          Locale.ROOT,
          "%2d %-12s %,9d %,9d%n",
          i,
          FashionMnist.CLASS_NAMES.get(i),
          train[i],
          test[i]);
    }
    out.printf("%nSHA-256 of the content%n");
    images.hashes().forEach((name, hash) -> out.printf("%s  %s%n", hash, name));
    out.flush();
  }
}
