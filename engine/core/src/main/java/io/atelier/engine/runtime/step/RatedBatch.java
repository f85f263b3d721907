package io.atelier.engine.runtime.step;

import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.loss.Targets;
import io.atelier.engine.runtime.ClassWeights;
import io.atelier.engine.runtime.Goal;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.runtime.build.Blueprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * A batch rated by all that a training makes small or watches.
 *
 * @param goals what each output is trained towards
 * @param watched what is reported beside the loss
 * @param rated the predictions of each goal's output beside its targets
 * @param learned the same as a loss rates them: where the batch is mixed with others, once beside
 *     its own targets and once beside those of the others, each with its share
 */
public record RatedBatch(
    Ops tf,
    List<Goal> goals,
    List<Quantity> watched,
    List<Rated> rated,
    List<List<Rated>> learned) {
  /**
   * {@return a batch's predictions rated}
   *
   * @param predictions of all outputs, in the model's order
   * @param learning whether classes count as training weighs them
   */
  public static RatedBatch of(
      Ops tf,
      Blueprint blueprint,
      Training training,
      List<Prediction> predictions,
      Batch batch,
      boolean learning) {
    List<Integer> places = blueprint.places(training);
    Optional<Operand<TFloat32>> weights =
        batch.weights().map(given -> tf.dtypes.cast(given, TFloat32.class));
    List<Rated> rated = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      Prediction prediction = predictions.get(places.get(i));
      Operand<? extends TNumber> targets = batch.targets().get(i);
      boolean byClass = learning && !training.classWeights().equals(ClassWeights.NONE);
      rated.add(
          Rated.of(
              tf,
              prediction,
              targets,
              byClass
                  ? Optional.of(ofClasses(tf, training.classWeights(), prediction, targets))
                  : weights));
    }
    List<List<Rated>> learned = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      learned.add(
          batch.mixed().isPresent()
              ? mixed(rated.get(i), batch.mixed().get(), i)
              : List.of(rated.get(i)));
    }
    return new RatedBatch(
        tf, training.each(), Quantities.of(blueprint, training).watched(), rated, learned);
  }

  private static List<Rated> mixed(Rated rated, Batch.Mixed mixed, int goal) {
    Ops tf = rated.tf();
    Operand<TFloat32> rest = tf.math.sub(tf.constant(1f), mixed.share());
    return List.of(
        new Rated(tf, rated.prediction(), rated.targets(), Optional.of(mixed.share())),
        Rated.of(tf, rated.prediction(), mixed.targets().get(goal), Optional.of(rest)));
  }

  /** Of one-hot rows, the place of the largest is the class, as in Keras. */
  private static Operand<TFloat32> ofClasses(
      Ops tf, ClassWeights weights, Prediction prediction, Operand<? extends TNumber> targets) {
    Shape output = prediction.values().shape();
    boolean numbers = output.get(1) == 1 || Targets.areClassNumbers(output, targets.shape());
    Operand<TInt32> classes =
        numbers
            ? tf.reshape(tf.dtypes.cast(targets, TInt32.class), tf.array(-1))
            : tf.math.argMax(
                tf.dtypes.cast(targets, TFloat32.class), tf.constant(-1), TInt32.class);
    return tf.gather(
        tf.constant(weights.table(ClassWeights.classes(output))), classes, tf.constant(0));
  }

  /** {@return the sum of the outputs' mean losses, each times its weight} */
  public Operand<TFloat32> loss() {
    Operand<TFloat32> sum = null;
    for (int i = 0; i < goals.size(); i++) {
      Loss loss = goals.get(i).loss();
      Operand<TFloat32> mean =
          learned.get(i).stream().map(each -> each.mean(loss)).reduce(tf.math::add).orElseThrow();
      double weight = goals.get(i).weight();
      Operand<TFloat32> term = weight == 1 ? mean : tf.math.mul(mean, tf.constant((float) weight));
      sum = sum == null ? term : tf.math.add(sum, term);
    }
    return sum;
  }

  /** {@return the loss, and then what the batch gives of everything watched} */
  public List<Operand<TFloat32>> all(Operand<TFloat32> loss) {
    List<Operand<TFloat32>> all = new ArrayList<>(List.of(loss));
    for (Quantity quantity : watched) {
      all.add(quantity.of(rated.get(quantity.output())));
    }
    return all;
  }
}
