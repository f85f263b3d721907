package io.atelier.lab.run;

import io.atelier.data.DataSet;
import io.atelier.data.DataSetException;
import io.atelier.data.Examples;
import io.atelier.data.format.Formats;
import io.atelier.data.table.TableEncoding;
import io.atelier.engine.loss.CategoricalCrossEntropy;
import io.atelier.lab.config.DataConfig;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.dataset.EvaluationSet;
import io.atelier.lab.dataset.KnownClasses;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.dataset.OtherPictures;
import io.atelier.lab.dataset.OtherTable;
import io.atelier.lab.dataset.RunData;
import io.atelier.lab.serving.OutputForm;
import io.atelier.lab.serving.ServedModel;
import io.atelier.lab.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The examples that a run is evaluated on.
 *
 * @param examples in the shape of its model, with the run's class numbers
 * @param set which they are
 * @param notes what should be said of them, a sentence each
 */
public record EvaluationData(Examples examples, EvaluationSet set, List<String> notes) {
  /** Copies the notes. */
  public EvaluationData {
    notes = List.copyOf(notes);
  }

  /** Loads data by the settings that name them. */
  @FunctionalInterface
  public interface Loader {
    /**
     * {@return the data that settings name}
     *
     * @param elsewhere where the files are now, if not where the settings say
     */
    LoadedData load(DataConfig config, Optional<Path> elsewhere) throws DataSetException;
  }

  /**
   * {@return examples of a run}
   *
   * @param folder of the run
   * @param given a file, a folder or a name instead of the run's own data. The same files elsewhere
   *     are split as they were for the training; all of other data's examples are unseen
   * @param wanted which examples; empty for those to test on, of other data for all where they have
   *     no such part
   * @throws IOException if the data are not there, are damaged or do not fit the run
   * @throws IllegalArgumentException if a name is unknown
   */
  public static EvaluationData of(
      RunFolder folder, Optional<String> given, Optional<EvaluationSet> wanted, Loader loader)
      throws IOException {
    RunConfig config = folder.config();
    String source = config.data().source();
    if (given.isEmpty() || isThere(given.get(), source)) {
      return own(requireSame(loader.load(config.data(), Optional.empty()), config), config, wanted);
    }
    LoadedData.requireKnown(given.get());
    Path path = Path.of(given.get());
    if (LoadedData.isNamed(given.get())) {
      DataSet named = loader.load(DataConfig.of(given.get()), Optional.empty()).set();
      return other(folder, named, path, wanted, new ArrayList<>());
    }
    if (LoadedData.isMeant(source, path)) {
      return own(loader.load(config.data(), Optional.of(path)), config, wanted);
    }
    if (LoadedData.isNamed(source)) {
      return other(folder, config, path, wanted, loader, new ArrayList<>());
    }
    List<String> notes = new ArrayList<>();
    Optional<LoadedData> moved = moved(path, config, loader, notes);
    return moved.isPresent()
        ? own(moved.get(), config, wanted)
        : other(folder, config, path, wanted, loader, notes);
  }

  /** {@return whether a name is the run's, or a path leads to its data, however it is written} */
  private static boolean isThere(String given, String source) throws IOException {
    if (given.equals(source)) {
      return true;
    }
    if (LoadedData.isNamed(given) || LoadedData.isNamed(source)) {
      return false;
    }
    Path one = Path.of(given).toAbsolutePath().normalize();
    Path other = Path.of(source).toAbsolutePath().normalize();
    return one.equals(other)
        || (Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other));
  }

  /**
   * {@return examples of a run's own data, in the shape of its model}
   *
   * @param data where the run's files should be
   * @throws DataSetException if they are not those that it was trained on, or it has no such
   *     examples
   */
  public static Examples ofRun(LoadedData data, RunConfig config, EvaluationSet set)
      throws DataSetException {
    return own(requireSame(data, config), config, Optional.of(set)).examples();
  }

  private static EvaluationData own(
      LoadedData data, RunConfig config, Optional<EvaluationSet> wanted) throws DataSetException {
    EvaluationSet set = wanted.orElse(EvaluationSet.TEST);
    return shaped(set.of(data.set(), config), set, config, List.of());
  }

  private static EvaluationData shaped(
      Examples examples, EvaluationSet set, RunConfig config, List<String> notes) {
    Examples fitting =
        config.model().isChain() ? RunData.shaped(examples, config.model().input()) : examples;
    return new EvaluationData(fitting, set, notes);
  }

  /**
   * {@return the data} Other files would be split otherwise: what was trained on could be tested
   * on.
   *
   * @throws DataSetException if they are not those that the run was trained on
   */
  public static LoadedData requireSame(LoadedData data, RunConfig config) throws DataSetException {
    List<Difference> others = others(data, config);
    if (!others.isEmpty()) {
      throw new DataSetException(
          "%s needs to hold what the run was trained on, got other files (%s); bring those back, or name a copy of them elsewhere with --data"
              .formatted(
                  data.place(),
                  others.stream()
                      .map(Difference::setting)
                      .limit(3)
                      .collect(Collectors.joining(", "))));
    }
    return data;
  }

  private static List<Difference> others(LoadedData data, RunConfig config) {
    return Fingerprints.differences(data.hashes(), config.data().fingerprint());
  }

  /** {@return the run's own data at another place; empty for others} */
  private static Optional<LoadedData> moved(
      Path path, RunConfig config, Loader loader, List<String> notes) {
    try {
      LoadedData data = loader.load(config.data(), Optional.of(path));
      return Optional.of(data).filter(it -> others(it, config).isEmpty());
    } catch (DataSetException e) {
      notes.add(
          "%s is taken for other data: it cannot be read as the run's own were (%s)."
              .formatted(path, e.getMessage()));
      return Optional.empty();
    }
  }

  private static EvaluationData other(
      RunFolder folder,
      RunConfig config,
      Path path,
      Optional<EvaluationSet> wanted,
      Loader loader,
      List<String> notes)
      throws IOException {
    boolean classes = !config.data().classNames().isEmpty();
    DataSet read =
        Formats.at(path) == Formats.TABLE
            ? new OtherTable(
                    encoding(folder, config, loader),
                    classes,
                    config.data().reading().table().weights())
                .read(path, notes)
            : Formats.read(path, OtherPictures.reading(config)).data();
    return other(folder, read, path, wanted, notes);
  }

  private static EvaluationData other(
      RunFolder folder, DataSet read, Path path, Optional<EvaluationSet> wanted, List<String> notes)
      throws IOException {
    RunConfig config = folder.config();
    EvaluationSet set =
        wanted.orElse(read.test().isPresent() ? EvaluationSet.TEST : EvaluationSet.TRAIN);
    Examples part =
        Optional.ofNullable(read.parts().get(set.toString()))
            .orElseThrow(
                () ->
                    new DataSetException(
                        "%s needs a part %s, got only %s; choose another with --set"
                            .formatted(path, set, read.parts().keySet())));
    notes.add(
        "Evaluated on %s examples of %s%s, which are not the run's own data."
            .formatted(
                part.size(), path, read.parts().size() > 1 ? " (its part " + set + ")" : ""));
    Examples known =
        new KnownClasses(config.data().classNames(), severalEach(folder, config), path)
            .of(read, part);
    return shaped(known, EvaluationSet.TEST, config, notes);
  }

  /** {@return whether the run's targets are rows of 0 and 1} */
  private static boolean severalEach(RunFolder folder, RunConfig config) throws IOException {
    return config.training().loss() instanceof CategoricalCrossEntropy
        || ServedModel.in(folder.path())
            .filter(it -> it.output().answers() == OutputForm.Kind.LABELS)
            .isPresent();
  }

  private static TableEncoding encoding(RunFolder folder, RunConfig config, Loader loader)
      throws IOException {
    Optional<TableEncoding> kept = ServedModel.in(folder.path()).flatMap(ServedModel::table);
    if (kept.isPresent()) {
      return kept.get();
    }
    return requireSame(loader.load(config.data(), Optional.empty()), config)
        .encoding()
        .orElseThrow(
            () ->
                new DataSetException(
                    "%s needs data of the kind it was trained on, got a table; give such data"
                        .formatted(folder.path())));
  }

  /** {@return what the run's model answers, of a model that fits these settings} */
  public static Task task(RunConfig config, Examples examples) {
    DataSet set =
        new DataSet(
            config.data().source(),
            examples,
            Optional.empty(),
            Optional.empty(),
            config.data().classNames(),
            Map.of());
    return Task.of(set, config.model()).under(config.training().loss());
  }
}
