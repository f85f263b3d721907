package io.atelier.engine.runtime.build;

import io.atelier.engine.runtime.Execution;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;

/**
 * How many examples are evaluated or predicted at a time: enough to fill a device, few enough for
 * its memory. It does not depend on what memory is free, so that scores are the same again to the
 * last digit.
 */
public final class AnswerSize {
  private static final int MOST = 500;
  private static final long BYTES = 1L << 30;

  private AnswerSize() {}

  /** {@return the number, at least 1} */
  public static int of(Blueprint blueprint, Execution execution) {
    if (execution.evaluationBatch() > 0) {
      return execution.evaluationBatch();
    }
    long limit = execution.gpu().memoryBytes();
    long bytes = limit == 0 ? BYTES : Math.min(BYTES, limit / 4);
    return (int) Math.max(1, Math.min(MOST, bytes / Math.max(1, blueprint.exampleBytes())));
  }

  /** {@return what one example takes in an operation's inputs and outputs} */
  static long exampleBytes(GraphOperation operation) {
    return Stream.concat(
            IntStream.range(0, operation.numInputs()).<Output<?>>mapToObj(operation::input),
            IntStream.range(0, operation.numOutputs()).<Output<?>>mapToObj(operation::output))
        .mapToLong(AnswerSize::exampleBytes)
        .sum();
  }

  private static long exampleBytes(Output<?> values) {
    Shape shape = values.shape();
    boolean batch =
        shape.numDimensions() > 0
            && shape.get(0) == Shape.UNKNOWN_SIZE
            && !shape.tail().hasUnknownDimension();
    return batch ? shape.tail().size() * bytes(values.dataType()) : 0;
  }

  private static long bytes(DataType type) {
    return switch (type) {
      case DT_BOOL, DT_INT8, DT_UINT8 -> 1;
      case DT_HALF, DT_BFLOAT16, DT_INT16, DT_UINT16 -> 2;
      case DT_DOUBLE, DT_INT64, DT_UINT64 -> 8;
      default -> 4;
    };
  }
}
