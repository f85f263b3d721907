package io.atelier.engine.runtime.step;

import io.atelier.engine.runtime.Goal;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.runtime.build.Blueprint;
import io.atelier.engine.training.Scores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.tensorflow.ndarray.Shape;

/**
 * All that an epoch reports.
 *
 * @param all the loss that is made small, and then what is watched beside it
 */
public record Quantities(List<Quantity> all) {
  /** {@return those of a training, named and ordered as {@link Training#quantities} has them} */
  public static Quantities of(Blueprint blueprint, Training training) {
    Quantity loss = Quantity.of("loss", 0, training.loss());
    if (!blueprint.has(training)) {
      return new Quantities(List.of(loss)); // Such a program answers alone.
    }
    List<Quantity> watched = new ArrayList<>();
    List<Goal> goals = training.each();
    Shape first = output(blueprint, training, 0);
    if (training.goals().isEmpty()) {
      training
          .metrics()
          .forEach(metric -> watched.add(Quantity.of(metric.name(), 0, metric, false, first)));
      training
          .weightedMetrics()
          .forEach(metric -> watched.add(Quantity.of(metric.name(), 0, metric, true, first)));
    } else {
      for (int i = 0; i < goals.size(); i++) {
        watched.add(Quantity.of(goals.get(i).output() + "_loss", i, goals.get(i).loss()));
      }
      for (int i = 0; i < goals.size(); i++) {
        int place = i;
        String prefix = goals.get(i).output() + "_";
        Shape shape = output(blueprint, training, i);
        goals
            .get(i)
            .metrics()
            .forEach(
                metric ->
                    watched.add(Quantity.of(prefix + metric.name(), place, metric, false, shape)));
      }
    }
    return new Quantities(Stream.concat(Stream.of(loss), watched.stream()).toList());
  }

  private static Shape output(Blueprint blueprint, Training training, int goal) {
    return blueprint.outputs().get(blueprint.places(training).get(goal)).shape();
  }

  /** {@return what is watched beside the loss} */
  List<Quantity> watched() {
    return all.subList(1, all.size());
  }

  /** {@return scores from the value of each quantity, by its place} */
  public Scores scores(IntToDoubleFunction value) {
    Map<String, Double> named = new LinkedHashMap<>();
    for (int i = 1; i < all.size(); i++) {
      named.put(all.get(i).name(), value.applyAsDouble(i));
    }
    return new Scores(value.applyAsDouble(0), named);
  }
}
