package io.atelier.engine.runtime.epoch;

import io.atelier.data.Examples;
import io.atelier.data.Values;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.runtime.plan.Windowing;
import io.atelier.engine.runtime.tensorflow.TensorList;
import io.atelier.engine.runtime.tensorflow.Tensors;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.Session;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Windows that are gathered on the host in the epoch's order, each while the device trains on the
 * one before: two at a time, in native memory that is used again and again.
 *
 * <p>On the CPU a variable shares the memory of the tensor it was set to. So the next window must
 * not be begun before the one just gathered has taken the variables' place.
 */
final class StreamedWindows implements Windows {
  /** What is copied at a time: fits a cache of the CPU. */
  private static final int BLOCK_BYTES = 1 << 16;

  private final Session session;
  private final DeviceExamples device;
  private final Examples examples;
  private final Training training;
  private final Windowing windowing;
  private final TInt32 rowByRow;
  private final TensorList[] staged;
  private final Ahead<Place, TensorList> gathered = new Ahead<>(this::gather);
  private int free;
  private volatile boolean closing;

  /** Of the epoch that is gathered; only the gathering thread reads and writes it. */
  private Optional<Order> order = Optional.empty();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Order(int epoch, int[] rows) {}

  private record Place(int epoch, int window) {}

  StreamedWindows(
      Session session,
      DeviceExamples device,
      Examples examples,
      Training training,
      Windowing windowing) {
    this.session = session;
    this.device = device;
    this.examples = examples;
    this.training = training;
    this.windowing = windowing;
    this.rowByRow = TInt32.vectorOf(IntStream.range(0, windowing.rows()).toArray());
    this.staged =
        new TensorList[] {
          TensorList.allocate(examples.columns(), windowing.rows()),
          TensorList.allocate(examples.columns(), windowing.rows())
        };
  }

  @Override
  public TInt32 load(int epoch, int window) {
    TensorList next = gathered.take(new Place(epoch, window));
    device.load(session, next);
    free = 1 - free;
    gathered.prepare(
        window + 1 < windowing.count() ? new Place(epoch, window + 1) : new Place(epoch + 1, 0));
    return rowByRow;
  }

  private TensorList gather(Place place) {
    int from = windowing.from(place.window());
    int[] rows =
        Arrays.copyOfRange(order(place.epoch()), from, from + windowing.size(place.window()));
    for (int i = 0; i < examples.columns().size(); i++) {
      gather(examples.columns().get(i), rows, staged[free].tensors().get(i));
    }
    return staged[free];
  }

  private int[] order(int epoch) {
    if (order.isEmpty() || order.get().epoch() != epoch) {
      order = Optional.of(new Order(epoch, Windows.order(training, epoch, windowing.examples())));
    }
    return order.get().rows();
  }

  private void gather(Values values, int[] rows, TNumber into) {
    int block = (int) Math.max(1, BLOCK_BYTES / Math.max(1, Tensors.exampleBytes(values)));
    for (int from = 0; from < rows.length && !closing; from += block) {
      int to = Math.min(rows.length, from + block);
      Tensors.write(values.select(Arrays.copyOfRange(rows, from, to)), into, from);
    }
  }

  @Override
  public void close() {
    closing = true;
    gathered.close();
    rowByRow.close();
    for (TensorList window : staged) {
      window.close();
    }
  }
}
