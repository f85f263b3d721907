package io.atelier.engine.runtime.step;

import io.atelier.data.Examples;
import io.atelier.data.Values;
import io.atelier.engine.runtime.tensorflow.Tensors;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.family.TNumber;

/**
 * What the targets and weights of examples are to a graph: it is built for one kind of them.
 *
 * @param columns the targets, and then the weights if there are some
 */
public record TargetLayout(List<Column> columns) {
  /**
   * One of them.
   *
   * @param type of the numbers
   * @param shape of one example's
   */
  public record Column(Class<? extends TNumber> type, Shape shape) {
    private static Column of(Values values) {
      return new Column(Tensors.type(values), Tensors.shape(values).tail());
    }

    private Operand<? extends TNumber> placeholder(Ops tf, long rows) {
      return tf.placeholder(type, Placeholder.shape(Shape.of(rows).append(shape)));
    }
  }

  public static TargetLayout of(Examples examples) {
    List<Values> all = examples.columns();
    return new TargetLayout(
        all.subList(examples.named().size(), all.size()).stream().map(Column::of).toList());
  }

  /** {@return placeholders of so many rows} */
  public List<Operand<? extends TNumber>> placeholders(Ops tf, long rows) {
    return columns.stream()
        .<Operand<? extends TNumber>>map(column -> column.placeholder(tf, rows))
        .toList();
  }
}
