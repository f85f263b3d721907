package io.atelier.cli;

import io.atelier.cli.option.CheckedFlags;
import io.atelier.cli.option.DataOptions;
import io.atelier.cli.option.OutFile;
import io.atelier.cli.option.ReadingOptions;
import io.atelier.data.DataSetException;
import io.atelier.data.fetch.DataSetProvider;
import io.atelier.data.fetch.KnownDataSets;
import io.atelier.data.format.Format;
import io.atelier.lab.config.DataConfig;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.overview.Overview;
import io.atelier.lab.overview.Sheet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
      "Without DATA: the data sets that are known by name, and where they are; all of them have to be in --data, if that is given."
    },
    mixinStandardHelpOptions = true)
final class DataCommand implements Callable<Integer> {
  private static final String PNG = ".png";
  private static final String HTML = ".html";

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "DATA",
      description = {
        "The name of a data set, or your own:",
        "a folder of pictures with a sub-folder for each class (or train and test with these in them),",
        "a CSV file that lists pictures (path,label) or holds a table,",
        "a folder of IDX files or CIFAR binaries, or an NPZ file."
      })
  private Path given;

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
    if (given == null) {
      requireNone();
      list();
      return 0;
    }
    if (out != null && !ends(PNG) && !ends(HTML)) {
      throw wrong(
          "--out needs a file that ends in .png or .html, got %s; rename it".formatted(out));
    }
    Optional<DataSetProvider> known = KnownDataSets.named(given.toString());
    Overview overview = known.isPresent() ? known(known.get()) : own();
    if (out != null && ends(PNG) && !overview.isPictures()) {
      throw wrong(
          "--out FILE.png needs data of pictures, got the format %s; give FILE.html"
              .formatted(overview.format()));
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
          "%s needs DATA, got none; name your data"
              .formatted(out == null ? reading.given().get(0) : "--out"));
    }
  }

  private boolean ends(String ending) {
    return String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT).endsWith(ending);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void list() throws DataSetException {
    List<String> lines = new ArrayList<>();
    DataSetException missing = null;
    for (DataSetProvider provider : KnownDataSets.all()) {
      try {
        Path place = provider.find(data.folder(), System.getenv()).folder();
        lines.add("%s  in %s".formatted(provider.name(), place));
      } catch (DataSetException e) {
        missing = e;
        lines.add("%s  not there yet: %s".formatted(provider.name(), e.getMessage()));
      }
    }
    if (missing != null && data.folder().isPresent()) {
      throw missing;
    }
    PrintWriter out = spec.commandLine().getOut();
    lines.forEach(out::println);
    out.println();
    out.println(
        "'atelier data NAME' says what is in one, 'atelier data PATH' in data of your own.");
    out.flush();
  }

  private Overview known(DataSetProvider provider) throws DataSetException {
    CheckedFlags.require(spec, () -> reading.requireNone(provider.name()));
    LoadedData loaded = data.load(DataConfig.of(provider.name()), spec.commandLine().getErr());
    return Overview.of(loaded.set(), loaded.place());
  }

  private Overview own() throws IOException {
    if (data.folder().isPresent()) {
      throw wrong(
          "--data says where the files of a data set are that is known by name (%s), got it beside %s; leave it out"
              .formatted(KnownDataSets.names(), given));
    }
    LoadedData.requireKnown(given.toString());
    Format format = CheckedFlags.of(spec, () -> reading.format(given));
    return Overview.of(format, given, reading.options());
  }
}
