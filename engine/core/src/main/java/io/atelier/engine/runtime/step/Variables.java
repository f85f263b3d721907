package io.atelier.engine.runtime.step;

import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.Optimizer.Slot;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.runtime.build.Blueprint;
import io.atelier.engine.runtime.build.WeightSpec;
import io.atelier.engine.runtime.tensorflow.Variable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;

/**
 * The training state of a session.
 *
 * @param iteration number of the next step
 * @param rateScale what every learning rate is multiplied by
 * @param weights in the blueprint's order
 * @param slots the optimizer's, for each trainable weight in turn
 * @param lossScale scale and good steps, where the precision needs them
 * @param sums of the epoch so far
 */
public record Variables(
    Variable<TInt64> iteration,
    Variable<TFloat64> rateScale,
    List<Variable<TFloat32>> weights,
    List<Variable<TFloat32>> slots,
    List<Variable<TFloat32>> lossScale,
    List<Variable<TFloat32>> sums) {

  public static Variables of(
      Ops tf, Blueprint blueprint, Training training, Execution.Precision precision) {
    List<Variable<TFloat32>> weights = new ArrayList<>();
    List<Variable<TFloat32>> slots = new ArrayList<>();
    Optimizer optimizer = training.optimizer();
    for (WeightSpec spec : blueprint.weights()) {
      weights.add(Variable.of(tf, spec.name(), TFloat32.class, spec.shape()));
      if (spec.trainable()) {
        for (Slot slot : optimizer.slots(spec.shape())) {
          String name = "optimizer/" + slot.name() + "/" + spec.name();
          slots.add(Variable.of(tf, name, TFloat32.class, slot.shape()));
        }
      }
    }
    List<Variable<TFloat32>> lossScale = new ArrayList<>();
    if (precision == Execution.Precision.MIXED_FLOAT16) {
      lossScale.add(Variable.of(tf, "loss_scale/scale", TFloat32.class, Shape.scalar()));
      lossScale.add(Variable.of(tf, "loss_scale/good_steps", TFloat32.class, Shape.scalar()));
    }
    List<Variable<TFloat32>> sums = new ArrayList<>();
    for (Quantity quantity : Quantities.of(blueprint, training).all()) {
      String name = "epoch/sum_" + sums.size();
      sums.add(Variable.of(tf, name, TFloat32.class, quantity.kept()));
    }
    return new Variables(
        Variable.of(tf, "optimizer/iteration", TInt64.class, Shape.scalar()),
        Variable.of(tf, RateScale.NAME, TFloat64.class, Shape.scalar()),
        List.copyOf(weights),
        List.copyOf(slots),
        List.copyOf(lossScale),
        List.copyOf(sums));
  }

  /** {@return the values} */
  public TrainingState state() {
    return new TrainingState(
        iteration.value(),
        rateScale.value(),
        values(weights),
        values(slots),
        lossScale.isEmpty()
            ? Optional.empty()
            : Optional.of(new LossScale(lossScale.get(0).value(), lossScale.get(1).value())),
        values(sums));
  }

  private static List<Operand<TFloat32>> values(List<Variable<TFloat32>> variables) {
    return variables.stream().map(Variable::value).toList();
  }

  /** {@return all variables, in the order of {@link TrainingState#flat}} */
  public List<Variable<?>> flat() {
    List<Variable<?>> all = new ArrayList<>(saved());
    all.addAll(sums);
    return all;
  }

  /** {@return what a checkpoint holds} */
  public List<Variable<?>> saved() {
    List<Variable<?>> all = new ArrayList<>();
    all.add(iteration);
    all.add(rateScale);
    all.addAll(weights);
    all.addAll(slots);
    all.addAll(lossScale);
    return all;
  }

  /** {@return what a checkpoint of a version held that had no scale of rates} */
  public List<Variable<?>> savedEarlier() {
    return saved().stream().filter(variable -> !variable.name().equals(RateScale.NAME)).toList();
  }

  /** {@return an operation that sets the scale of rates to how training begins} */
  public Op firstScale(Ops tf) {
    return rateScale.assign(tf, tf.constant(RateScale.FIRST));
  }

  /** {@return operations that set everything to how training begins} */
  public List<Op> initial(Ops tf, Blueprint blueprint, Optimizer optimizer, LongSupplier seeds) {
    List<Op> assigns = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      WeightSpec spec = blueprint.weights().get(i);
      assigns.add(
          weights.get(i).assign(tf, spec.weight().initializer().values(tf, spec.shape(), seeds)));
    }
    Iterator<Slot> kept = kept(blueprint, optimizer).iterator();
    for (Variable<TFloat32> slot : slots) {
      Operand<TFloat32> first = tf.constant((float) kept.next().first());
      assigns.add(slot.assign(tf, tf.fill(tf.constant(slot.fed().shape()), first)));
    }
    if (!lossScale.isEmpty()) {
      assigns.add(lossScale.get(0).assign(tf, tf.constant(LossScale.FIRST)));
      assigns.add(lossScale.get(1).assign(tf, tf.constant(0f)));
    }
    assigns.add(iteration.assign(tf, tf.constant(0L)));
    assigns.add(firstScale(tf));
    assigns.addAll(resetSums(tf));
    return assigns;
  }

  private static List<Slot> kept(Blueprint blueprint, Optimizer optimizer) {
    return blueprint.weights().stream()
        .filter(WeightSpec::trainable)
        .flatMap(spec -> optimizer.slots(spec.shape()).stream())
        .toList();
  }

  /** {@return operations that begin an epoch's sums} */
  public List<Op> resetSums(Ops tf) {
    return sums.stream()
        .map(sum -> sum.assign(tf, tf.zeros(tf.constant(sum.fed().shape()), TFloat32.class)))
        .toList();
  }
}
