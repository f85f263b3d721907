package io.atelier.engine.runtime.image;

import io.atelier.data.ByteValues;
import io.atelier.data.image.ImageOptions;
import java.util.function.UnaryOperator;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.image.DecodeImage;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/** One way to decode pictures, as a graph with a session. Several threads may use it at once. */
final class DecodeGraph {
  /** In the calling thread: handing such small graphs to a pool costs more than it gains. */
  private static final RunOptions HERE = RunOptions.newBuilder().setInterOpThreadPool(-1).build();

  private final Session session;
  private final Operand<TString> content;
  private final Operand<TUint8> stored;
  private final Operand<TUint8> picture;

  /**
   * @param channels to decode, 1, 3 or 4; then converted to those that are wanted
   */
  @SuppressWarnings("resource") // both live as long as the process
  DecodeGraph(int channels, ImageOptions options, ConfigProto config) {
    Graph graph = new Graph();
    Ops tf = Ops.create(graph);
    content = tf.placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    stored =
        tf.image.decodeImage(
            content,
            TUint8.class,
            DecodeImage.channels((long) channels),
            DecodeImage.expandAnimations(false));
    Operand<TUint8> colors = ColorConversion.of(tf, stored, channels, options);
    picture =
        options
            .size()
            .map(
                size -> {
                  Operand<TUint8> part =
                      options.crop() ? PictureResizing.cropped(tf, colors, size) : colors;
                  return PictureResizing.of(tf, part, size, options.interpolation());
                })
            .orElseGet(() -> tf.identity(colors)); // nothing can be both fed and fetched
    session = new Session(graph, config);
  }

  /** {@return the picture in a file, {@code [1, height, width, channels]}} */
  ByteValues decode(byte[] file) {
    try (TString fed = TString.tensorOfBytes(NdArrays.scalarOfObject(file))) {
      return run(content, fed, picture);
    }
  }

  /** {@return the same, its stored pixels changed before they are converted and resized} */
  ByteValues decode(byte[] file, UnaryOperator<ByteValues> change) {
    ByteValues changed;
    try (TString fed = TString.tensorOfBytes(NdArrays.scalarOfObject(file))) {
      changed = change.apply(run(content, fed, stored));
    }
    Shape shape = Shape.of(changed.exampleShape().stream().mapToLong(Integer::longValue).toArray());
    try (TUint8 fed = TUint8.tensorOf(shape, DataBuffers.of(changed.values(), true, false))) {
      return run(stored, fed, picture);
    }
  }

  private ByteValues run(Operand<?> input, Tensor fed, Operand<TUint8> output) {
    try (Result result = session.runner().setOptions(HERE).feed(input, fed).fetch(output).run()) {
      TUint8 pixels = (TUint8) result.get(0);
      byte[] values = new byte[Math.toIntExact(pixels.size())];
      pixels.asRawTensor().data().read(values);
      Shape shape = pixels.shape();
      return ByteValues.of(
          values,
          1,
          Math.toIntExact(shape.get(0)),
          Math.toIntExact(shape.get(1)),
          Math.toIntExact(shape.get(2)));
    }
  }
}
