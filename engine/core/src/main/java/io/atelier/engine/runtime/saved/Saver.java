package io.atelier.engine.runtime.saved;

import io.atelier.engine.runtime.tensorflow.Reason;
import io.atelier.engine.runtime.tensorflow.Variable;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * Operations that write variables to TensorFlow's checkpoint files and read them back, named so
 * that every loader of SavedModels finds them: TensorFlow Java's own saver leaves resource
 * variables out (trap 4).
 *
 * @param filename fed: the prefix of the files
 * @param save writes
 * @param restore reads
 * @param restoreEarlier reads what an earlier version wrote that had fewer variables
 * @param first gives those that it had not their first values
 */
public record Saver(
    Operand<TString> filename, Op save, Op restore, Op restoreEarlier, List<Op> first) {

  /** Adds a saver of the given variables to a graph that has none. */
  public static Saver of(Ops root, List<Variable<?>> variables) {
    return of(root, variables, variables, List.of());
  }

  /**
   * Adds a saver to a graph that has none.
   *
   * @param earlier those of the variables that an earlier version wrote
   * @param first what gives the others a value when such a checkpoint is read
   */
  public static Saver of(
      Ops root, List<Variable<?>> variables, List<Variable<?>> earlier, List<Op> first) {
    Ops tf = root.withSubScope("save");
    Operand<TString> filename =
        tf.withName("filename").placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    String[] names = variables.stream().map(Variable::name).toArray(String[]::new);
    List<Operand<?>> values = new ArrayList<>();
    variables.forEach(variable -> values.add(variable.value()));
    Operand<TString> whole = tf.fill(tf.array(names.length), tf.constant(""));
    Op saved = tf.train.save(filename, tf.array(names), whole, values);
    Op restored =
        tf.withControlDependencies(assigns(tf, filename, variables)).withName("restore_all").noOp();
    return new Saver(
        filename,
        tf.withControlDependencies(List.of(saved))
            .withName("control_dependency")
            .identity(filename),
        restored,
        earlier.size() < variables.size()
            ? tf.withControlDependencies(assigns(tf, filename, earlier))
                .withName("restore_earlier")
                .noOp()
            : restored,
        List.copyOf(first));
  }

  private static List<Op> assigns(Ops tf, Operand<TString> filename, List<Variable<?>> variables) {
    String[] names = variables.stream().map(Variable::name).toArray(String[]::new);
    List<Class<? extends TType>> types = new ArrayList<>();
    variables.forEach(variable -> types.add(variable.value().type()));
    Operand<TString> whole = tf.fill(tf.array(names.length), tf.constant(""));
    List<? extends Operand<?>> read =
        tf.train.restore(filename, tf.array(names), whole, types).tensors();
    // All shapes are checked before anything is assigned; an assignment would take any shape.
    List<Operand<?>> fitting = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      fitting.add(tf.ensureShape(read.get(i), variables.get(i).value().shape()));
    }
    Ops checked = tf.withControlDependencies(fitting.stream().map(Op.class::cast).toList());
    List<Op> assigns = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      assigns.add(variables.get(i).assign(checked, fitting.get(i)));
    }
    return assigns;
  }

  public void save(Session session, String prefix) {
    run(session, prefix, save);
  }

  /** Reads what {@link #save} wrote, or what the earlier version did. */
  public void restore(Session session, String prefix) {
    try {
      run(session, prefix, restore);
    } catch (TensorFlowException e) {
      if (restoreEarlier == restore || !Reason.otherNames(e)) {
        throw e;
      }
      run(session, prefix, restoreEarlier);
      Session.Runner runner = session.runner();
      first.forEach(runner::addTarget);
      runner.run().close();
    }
  }

  private void run(Session session, String prefix, Op op) {
    try (TString name = TString.scalarOf(prefix);
        var done = session.runner().feed(filename, name).addTarget(op).run()) {
      assert done != null;
    }
  }
}
