package io.atelier.engine.training;

import io.atelier.data.Given;
import io.atelier.data.file.Folder;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps checkpoints of a training in a folder, {@code epoch-000012} for the one after the 12th
 * epoch: weights, and all that is needed to go on from there (Keras 3, {@code
 * callbacks/model_checkpoint.py}).
 *
 * <pre>{@code
 * new ModelCheckpoint(Path.of("kept")).keepingBest()    // the best epoch's, by val_loss
 * new ModelCheckpoint(Path.of("kept")).each(5)              // that of every fifth epoch
 * }</pre>
 *
 * <p>{@link Learner#save} writes them; {@code Program.restore} reads one back.
 *
 * @param filepath the folder; in a run's settings relative to the run's folder
 * @param monitor quantity that tells the best epoch, by Keras' name
 * @param bestOnly whether only the best epoch's is kept, those before it deleted. Equal is not
 *     better, NaN never is
 * @param mode which values are better
 * @param every how many epochs from one to the next, at least 1; the others are not looked at
 */
@Keras(
    fixed = {"save_freq: 'epoch'", "initial_value_threshold: null"},
    ignored = "save_weights_only")
public record ModelCheckpoint(
    String filepath,
    @KerasKey(orElse = "'val_loss'") String monitor,
    @KerasKey(name = "save_best_only", orElse = "false") boolean bestOnly,
    @KerasKey(orElse = "'auto'") Mode mode,
    @KerasKey(name = "every_epochs", orElse = "1") int every)
    implements Callback {
  private static final String NAME = "epoch-\\d{6,}";

  /**
   * @throws IllegalArgumentException if the path is empty or has the braces of Keras' file names,
   *     {@code every} is below 1, or anything is null
   */
  public ModelCheckpoint {
    Given.required(filepath, "ModelCheckpoint", "a folder", "give one such as kept");
    var unused = Monitor.of(monitor, mode);
    if (filepath.isBlank() || filepath.contains("{")) {
      throw new IllegalArgumentException(
          "ModelCheckpoint needs the path of a folder, in which each epoch has a folder of its own, got \"%s\"; give one such as kept"
              .formatted(filepath));
    }
    if (every < 1) {
      throw new IllegalArgumentException(
          "ModelCheckpoint needs to look at every n-th epoch with n of at least 1, got %s; use 1 for all"
              .formatted(every));
    }
  }

  /** Those of all epochs. */
  public ModelCheckpoint(Path folder) {
    this(text(folder), "val_loss", false, Mode.AUTO, 1);
  }

  /** {@return the same, of the best epoch alone} */
  public ModelCheckpoint keepingBest() {
    return new ModelCheckpoint(filepath, monitor, true, mode, every);
  }

  /** {@return the same, of every n-th epoch} */
  public ModelCheckpoint each(int epochs) {
    return new ModelCheckpoint(filepath, monitor, bestOnly, mode, epochs);
  }

  private static String text(Path path) {
    Given.required(path, "ModelCheckpoint", "a folder", "give one such as Path.of(\"kept\")");
    return path.toString();
  }

  @Override
  public Callback inside(Path folder) {
    return new ModelCheckpoint(folder.resolve(filepath).toString(), monitor, bestOnly, mode, every);
  }

  @Override
  public List<String> monitored() {
    return bestOnly ? List.of(monitor) : List.of();
  }

  @Override
  public Verdict epochEnded(History history, Learner learner) {
    if (keepsAfter(history)) {
      try {
        keep(history.epochs().size(), learner);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Verdict.CONTINUE;
  }

  /** {@return whether a checkpoint is kept after the last of these epochs} */
  public boolean keepsAfter(History history) {
    if (!looksAt(history.last())) {
      return false;
    }
    if (!bestOnly) {
      return true;
    }
    Monitor watched = Monitor.of(monitor, mode);
    double best = watched.worst();
    boolean better = false;
    for (EpochResult epoch : history.epochs()) {
      Optional<Double> value = epoch.quantity(monitor).filter(any -> looksAt(epoch));
      better = value.isPresent() && watched.better(value.get(), best, 0);
      best = better ? value.get() : best;
    }
    return better;
  }

  private boolean looksAt(EpochResult epoch) {
    return (epoch.epoch() + 1) % every == 0;
  }

  private void keep(int epochs, Learner learner) throws IOException {
    Path folder = Path.of(filepath);
    Files.createDirectories(folder);
    Path kept = folder.resolve(String.format(Locale.ROOT, "epoch-%06d", epochs));
    if (Files.exists(kept)) {
      // Of a training that was killed before this epoch counted, or of an earlier one.
      Folder.delete(kept);
    }
    learner.save(kept);
    if (bestOnly) {
      for (Path other : others(folder, kept)) {
        Folder.delete(other);
      }
    }
  }

  private static List<Path> others(Path folder, Path kept) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(one -> one.getFileName().toString().matches(NAME) && !one.equals(kept))
          .toList();
    }
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
