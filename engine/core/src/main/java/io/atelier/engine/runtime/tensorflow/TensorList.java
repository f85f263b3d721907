package io.atelier.engine.runtime.tensorflow;

import io.atelier.data.Values;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.types.family.TNumber;

/** Tensors in native memory, one for each of several columns, that are closed together. */
public record TensorList(List<TNumber> tensors) implements AutoCloseable {

  /** {@return copies of columns} */
  public static TensorList of(List<? extends Values> columns) {
    return new TensorList(columns.stream().map(Tensors::of).toList());
  }

  /** {@return room for {@code rows} examples of such columns, not filled} */
  public static TensorList allocate(List<? extends Values> like, int rows) {
    return new TensorList(like.stream().map(values -> Tensors.allocate(values, rows)).toList());
  }

  /** {@return a run that is fed each tensor at its place} */
  public Session.Runner feed(Session.Runner runner, List<? extends Operand<?>> places) {
    for (int i = 0; i < tensors.size(); i++) {
      runner.feed(places.get(i), tensors.get(i));
    }
    return runner;
  }

  @Override
  public void close() {
    tensors.forEach(TNumber::close);
  }
}
