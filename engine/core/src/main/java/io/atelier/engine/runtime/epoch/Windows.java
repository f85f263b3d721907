package io.atelier.engine.runtime.epoch;

import io.atelier.data.EpochOrder;
import io.atelier.data.Examples;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.runtime.plan.Windowing;
import java.util.stream.IntStream;
import org.tensorflow.Session;
import org.tensorflow.types.TInt32;

/** Brings an epoch's examples to the device, window by window. */
sealed interface Windows extends AutoCloseable permits ResidentWindows, StreamedWindows {

  /**
   * Brings a window to the device, if it is not there, and has the next one prepared.
   *
   * @return the order in which to visit the window's rows, {@code [rows]}; valid until the next
   *     call, which closes it
   */
  TInt32 load(int epoch, int window);

  /** Ends what is being prepared and frees the native memory. */
  @Override
  void close();

  /** {@return windows as they are cut; nothing is on the device yet, or all that ever will be} */
  static Windows of(
      Session session,
      DeviceExamples device,
      Examples examples,
      Training training,
      Windowing windowing) {
    return windowing.rows() == examples.size()
        ? new ResidentWindows(session, device, examples, training)
        : new StreamedWindows(session, device, examples, training, windowing);
  }

  /** {@return the order in which an epoch sees its examples} */
  static int[] order(Training training, int epoch, int examples) {
    return training.shuffle()
        ? EpochOrder.of(training.seed(), epoch, examples)
        : IntStream.range(0, examples).toArray();
  }
}
