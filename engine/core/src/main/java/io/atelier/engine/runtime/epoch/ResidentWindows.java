package io.atelier.engine.runtime.epoch;

import io.atelier.data.Examples;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.runtime.tensorflow.TensorList;
import org.tensorflow.Session;
import org.tensorflow.types.TInt32;

/** One window of all examples that stays on the device; only the order changes. */
final class ResidentWindows implements Windows {
  private final Ahead<Integer, int[]> orders;
  private TInt32 order = TInt32.vectorOf();

  ResidentWindows(Session session, DeviceExamples device, Examples examples, Training training) {
    try (TensorList tensors = TensorList.of(examples.columns())) {
      device.load(session, tensors);
    }
    int size = examples.size();
    this.orders = new Ahead<>(epoch -> Windows.order(training, epoch, size));
  }

  @Override
  public TInt32 load(int epoch, int window) {
    int[] next = orders.take(epoch);
    order.close();
    order = TInt32.vectorOf(next);
    orders.prepare(epoch + 1);
    return order;
  }

  @Override
  public void close() {
    orders.close();
    order.close();
  }
}
