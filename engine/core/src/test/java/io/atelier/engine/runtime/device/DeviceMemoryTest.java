package io.atelier.engine.runtime.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.GpuLimits;
import io.atelier.engine.runtime.OutOfDeviceMemoryException;
import io.atelier.engine.runtime.device.DeviceMemory.Work;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

class DeviceMemoryTest {
  private static final Execution LIMITED =
      Execution.AUTO.withGpu(new GpuLimits(Optional.empty(), 4L << 30));

  /** Larger than any address space, so that no system grants it and no test fills a memory. */
  private static Void tooMuch() {
    try (Graph graph = new Graph();
        Session session = new Session(graph, Devices.config("CPU", 0));
        TInt64 large = TInt64.vectorOf(1L << 25, 1L << 25)) {
      Ops tf = Ops.create(graph);
      Placeholder<TInt64> sizes = tf.placeholder(TInt64.class);
      var filled = tf.reduceSum(tf.fill(sizes, tf.constant(1f)), tf.array(0, 1));
      assertThat(filled.type()).isEqualTo(TFloat32.class);
      session.runner().feed(sizes, large).fetch(filled).run().close();
      return null;
    }
  }

  @Test
  void memoryThatRanOutIsOneLineWithBatchAndMemory() {
    DeviceMemory cpu = new DeviceMemory("mlp", 32, 500, "CPU", LIMITED);
    assertThatThrownBy(() -> cpu.suffice(DeviceMemoryTest::tooMuch))
        .isInstanceOf(OutOfDeviceMemoryException.class)
        .hasCauseInstanceOf(TFResourceExhaustedException.class)
        .hasMessageMatching(
            "Model mlp needs more memory for batches of 32 examples, got [0-9,]+ MiB of the CPU;"
                + " use smaller batches");
  }

  static Stream<TensorFlowException> exhaustions() {
    return Stream.of(
        new TFResourceExhaustedException("OOM when allocating tensor"),
        new TensorFlowException("Failed to call cuMemAlloc: CUDA_ERROR_OUT_OF_MEMORY: out of"),
        new TensorFlowException("cuDNN: CUDNN_STATUS_ALLOC_FAILED in cudnn_dnn.cc"),
        new TensorFlowException("failed to create cublas handle: CUBLAS_STATUS_NOT_INITIALIZED"),
        new TensorFlowException("CUBLAS_STATUS_ALLOC_FAILED"));
  }

  @ParameterizedTest
  @MethodSource("exhaustions")
  void exhaustionHasManyNames(TensorFlowException exhaustion) {
    DeviceMemory gpu = new DeviceMemory("cnn", 1024, 500, "GPU", LIMITED);
    Work<Void, RuntimeException> work =
        () -> {
          throw exhaustion;
        };
    assertThatThrownBy(() -> gpu.suffice(work))
        .isInstanceOf(OutOfDeviceMemoryException.class)
        .hasMessage(
            "Model cnn needs more memory for batches of 1024 examples,"
                + " got a limit of 4,096 MiB of the GPU; use smaller batches or a higher limit");
    assertThatThrownBy(() -> gpu.sufficeToAnswer(work))
        .isInstanceOf(OutOfDeviceMemoryException.class)
        .hasMessage(
            "Model cnn needs more memory to answer 500 examples at a time,"
                + " got a limit of 4,096 MiB of the GPU; use a smaller evaluation batch, a higher"
                + " limit or device cpu");
  }

  @Test
  void otherFailuresPass() {
    DeviceMemory memory = new DeviceMemory("mlp", 32, 500, "CPU", Execution.AUTO);
    assertThat(memory.suffice(() -> 1)).isEqualTo(1);
    RuntimeException other = new TensorFlowException("other");
    assertThatThrownBy(
            () ->
                memory.suffice(
                    () -> {
                      throw other;
                    }))
        .isSameAs(other);
  }
}
