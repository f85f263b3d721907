package io.atelier.lab.run;

import static java.util.stream.Collectors.toSet;

import io.atelier.data.file.Folder;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.training.History;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.report.HistoryCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The checkpoints of a run, a folder each: {@code checkpoints/epoch-000012}, and of a run that
 * ended with the weights of an earlier epoch, {@code checkpoints/epoch-000012-restored} alone.
 *
 * @param run the run's folder
 */
record Checkpoints(Path run) {
  private static final String RESTORED = "-restored";

  /** {@return all of them, the oldest first} */
  List<Path> all() throws IOException {
    return whole(RunFolder.inside(folder()));
  }

  /** {@return those of some files that were saved to their end, the oldest first} */
  private static List<Path> whole(List<Path> files) {
    return files.stream()
        .filter(file -> file.getFileName().toString().startsWith("epoch-"))
        .sorted()
        .toList();
  }

  /** {@return whether there is one of the weights that were taken from elsewhere, to begin with} */
  boolean hasFirst() {
    return Files.exists(after(0));
  }

  /** {@return whether there is none of a finished epoch} */
  boolean untrained() throws IOException {
    return all().stream().allMatch(after(0)::equals);
  }

  private Path folder() {
    return run.resolve("checkpoints");
  }

  private Path after(int epochs) {
    return folder().resolve(String.format(Locale.ROOT, "epoch-%06d", epochs));
  }

  private Optional<Path> newest() throws IOException {
    List<Path> all = all();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  private static Optional<Path> restored(List<Path> all) {
    return all.stream().filter(checkpoint -> checkpoint.toString().endsWith(RESTORED)).findFirst();
  }

  /**
   * Requires those that a training goes on from.
   *
   * @param needed numbers of their epochs
   * @throws IOException if one is not there
   */
  void require(Set<Integer> needed) throws IOException {
    boolean restored = restored(all()).isPresent();
    for (int epoch : needed) {
      if (epoch > 0 && !restored && !Files.exists(after(epoch))) {
        throw new IOException(
            "%s has no checkpoint of epoch %s and was left as it is; train it again in another folder"
                .formatted(run, epoch));
      }
    }
  }

  /**
   * Requires a run whose weights were set back, or became their averages, not to be trained on: its
   * last epoch's weights are gone.
   *
   * @throws IOException if it would be, with these settings
   */
  void requireNotTrainedOn(Stopping stopping, History history) throws IOException {
    if (restored(all()).isPresent() && stopping.goesOn(history)) {
      throw new IOException(
          "%s needs the epochs it ended with, %s, got settings that train it on: it kept %s; set epochs back to %s in its config.json, or train anew in another folder"
              .formatted(
                  run,
                  Integer.toString(history.epochs().size()),
                  stopping.averages(history)
                      ? "the moving averages of its weights, not its last epoch's"
                      : "its best epoch's weights, not its last's",
                  Integer.toString(history.epochs().size())));
    }
  }

  /**
   * Requires a run's settings and history to be those of every checkpoint. A run that was killed
   * may have saved one of an epoch more than its history has.
   *
   * @return what they were trained with, of those that have a record
   * @param recorded whether all were written by a version that keeps records
   * @throws IOException if they are others, or a record is damaged or gone
   */
  List<TrainedWith> require(RunConfig config, History history, boolean recorded)
      throws IOException {
    List<TrainedWith> records = new ArrayList<>();
    List<String> rows = HistoryCsv.rows(history);
    Path newest = newest().orElse(null);
    boolean before = recorded;
    for (Path checkpoint : all()) {
      Optional<TrainedWith> record = TrainedWith.read(checkpoint);
      if (record.isPresent()) {
        int epochs = record.get().history().size();
        boolean early =
            epochs == rows.size() + 1 && (rows.isEmpty() || Files.exists(after(rows.size())));
        TrainedWith with = early ? record.get().upTo(rows.size()) : record.get();
        boolean last = early || checkpoint.equals(newest);
        with.require(run, config, last ? rows : rows.subList(0, Math.min(epochs, rows.size())));
      } else if (before && Files.exists(checkpoint)) {
        throw TrainedWith.gone(checkpoint);
      }
      // A version that keeps them may have gone on with a run of one that did not.
      before |= record.isPresent();
      record.ifPresent(records::add);
    }
    return records;
  }

  /** {@return whether the newest tells what it was trained with} */
  boolean recorded() throws IOException {
    Optional<Path> newest = newest();
    return newest.isPresent() && TrainedWith.read(newest.get()).isPresent();
  }

  /** Saves a program after an epoch. */
  void save(Program program, int epochs, TrainedWith with) throws IOException {
    program.save(after(epochs), with::write);
  }

  /** Saves a program after training, when its weights are no longer the last epoch's. */
  void saveRestored(Program program, int epochs, TrainedWith with) throws IOException {
    if (restored(all()).isEmpty()) {
      program.save(
          after(epochs).resolveSibling(after(epochs).getFileName() + RESTORED), with::write);
    }
    drop(Set.of());
  }

  /** Drops all but those after some epochs, and half ones; one of restored weights stands alone. */
  void drop(Set<Integer> epochs) throws IOException {
    List<Path> there = RunFolder.inside(folder());
    List<Path> all = whole(there);
    Set<Path> kept =
        restored(all).map(Set::of).orElse(epochs.stream().map(this::after).collect(toSet()));
    for (Path half : there.stream().filter(file -> !all.contains(file)).toList()) {
      Folder.delete(half);
    }
    for (Path checkpoint : all) {
      if (!kept.contains(checkpoint)) {
        // Whole or gone, also for whoever is killed here or reads meanwhile.
        Path dropped = checkpoint.resolveSibling("." + checkpoint.getFileName() + ".dropped");
        Files.move(checkpoint, dropped, StandardCopyOption.ATOMIC_MOVE);
        Folder.delete(dropped);
      }
    }
  }

  /**
   * Sets a program to the one after some epochs.
   *
   * @param epochs of which one was kept
   * @throws IOException if there is none
   */
  void restore(Program program, int epochs) throws IOException {
    Path own = after(epochs);
    Path folder = Files.exists(own) ? own : restored(all()).orElse(own);
    if (!Files.exists(folder)) {
      throw new IOException(
          "%s has no checkpoint of epoch %s; train it again".formatted(run, epochs));
    }
    program.restore(folder);
  }

  /**
   * Sets a program to the newest.
   *
   * @throws IOException if there is none
   */
  void restore(Program program) throws IOException {
    program.restore(
        newest()
            .orElseThrow(
                () ->
                    new IOException(
                        run + " has no checkpoint: no epoch was finished; train it again")));
  }
}
