package io.atelier.engine.runtime.saved;

import io.atelier.engine.runtime.tensorflow.Variable;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
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
 */
public record Saver(Operand<TString> filename, Op save, Op restore) {

  /** Adds a saver of the given variables to a graph that has none. */
  public static Saver of(Ops root, List<Variable<?>> variables) {
    Ops tf = root.withSubScope("save");
    Operand<TString> filename =
        tf.withName("filename").placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    String[] names = variables.stream().map(Variable::name).toArray(String[]::new);
    List<Operand<?>> values = new ArrayList<>();
    List<Class<? extends TType>> types = new ArrayList<>();
    for (Variable<?> variable : variables) {
      values.add(variable.value());
      types.add(variable.value().type());
    }
    Operand<TString> whole = tf.fill(tf.array(names.length), tf.constant(""));
    Op saved = tf.train.save(filename, tf.array(names), whole, values);
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
    return new Saver(
        filename,
        tf.withControlDependencies(List.of(saved))
            .withName("control_dependency")
            .identity(filename),
        tf.withControlDependencies(assigns).withName("restore_all").noOp());
  }

  public void save(Session session, String prefix) {
    run(session, prefix, save);
  }

  public void restore(Session session, String prefix) {
    run(session, prefix, restore);
  }

  private void run(Session session, String prefix, Op op) {
    try (TString name = TString.scalarOf(prefix);
        var done = session.runner().feed(filename, name).addTarget(op).run()) {
      assert done != null;
    }
  }
}
