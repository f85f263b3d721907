package io.atelier.paper.reproduction;

import io.atelier.paper.result.Paper;
import io.atelier.paper.result.Reproduction;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Which trainings the paper needs.
 *
 * @param paper whose tables
 * @param settings that are not the paper's
 * @param rows that are wanted
 */
public record Trainings(Paper paper, ReproductionSettings settings, Set<String> rows) {

  /**
   * {@return those of the tables, in the paper's order, and the one whose feature maps it shows}
   */
  List<PlannedTraining> ofTheTables() {
    Set<PlannedTraining> found = new LinkedHashSet<>();
    for (Paper.Result result : paper.results()) {
      if (rows.contains(result.row()) || (rows.contains(Paper.FEATURE_MAPS) && isShown(result))) {
        found.add(of(result, 0));
      }
    }
    return List.copyOf(found);
  }

  /** {@return the training whose feature maps the paper shows} */
  PlannedTraining shown() {
    return paper.results().stream()
        .filter(this::isShown)
        .map(result -> of(result, 0))
        .findFirst()
        .orElseThrow();
  }

  private boolean isShown(Paper.Result result) {
    return result.model().equals(paper.featureMaps().model());
  }

  /**
   * {@return those with other seeds: of each experiment's first model of a size, and of those whose
   * test accuracy is too far from the paper's}
   */
  List<PlannedTraining> ofOtherSeeds(Reproduction ours) {
    Set<String> sizes = new HashSet<>();
    return paper.results().stream()
        .filter(result -> rows.contains(result.row()))
        .filter(
            result -> {
              boolean firstOfItsSize = sizes.add(result.row() + " " + result.size());
              return firstOfItsSize || ours.isFar(paper, result);
            })
        .flatMap(result -> LongStream.range(1, settings.seeds()).mapToObj(seed -> of(result, seed)))
        .toList();
  }

  private PlannedTraining of(Paper.Result result, long seed) {
    return settings.training(paper.experiment(result.row()), result.model(), seed);
  }
}
