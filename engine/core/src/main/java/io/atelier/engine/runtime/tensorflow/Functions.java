package io.atelier.engine.runtime.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Signature;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.DataType;

/** Makes pure functions out of graphs, and calls them. */
public final class Functions {
  private static final DeviceSpec ANYWHERE = DeviceSpec.newBuilder().build();
  private static final AtomicLong NUMBER = new AtomicLong();

  private Functions() {}

  /** {@return a function of arguments like {@code likes}, whose body is built by {@code body}} */
  public static ConcreteFunction define(
      String name,
      List<? extends Operand<?>> likes,
      BiFunction<Graph, List<Operand<?>>, List<? extends Operand<?>>> body) {
    LatinDigits.ensure();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Signature.Builder signature = Signature.builder().key(name + NUMBER.incrementAndGet());
      List<Operand<?>> arguments =
          likes.stream().<Operand<?>>map(like -> placeholder(tf, like)).toList();
      for (int i = 0; i < arguments.size(); i++) {
        signature.input("in" + i, arguments.get(i));
      }
      List<? extends Operand<?>> results = body.apply(graph, arguments);
      for (int i = 0; i < results.size(); i++) {
        signature.output("out" + i, tf.identity(results.get(i)));
      }
      return ConcreteFunction.create(signature.build(), graph);
    }
  }

  private static Operand<?> placeholder(Ops tf, Operand<?> like) {
    return tf.placeholder(like.type(), Placeholder.shape(like.shape()));
  }

  /**
   * {@return the results of a call}
   *
   * @param compiled whether XLA must compile the function, as one unit
   */
  public static List<Output<?>> call(
      Graph graph,
      String name,
      ConcreteFunction function,
      List<? extends Operand<?>> arguments,
      List<? extends Operand<?>> resultLikes,
      boolean compiled) {
    return call(graph, name, function, arguments, resultLikes, compiled, ANYWHERE);
  }

  /**
   * {@return the results of a call whose operations run on a device}
   *
   * @param compiled whether XLA must compile the function, as one unit
   * @param device where; an empty one for TensorFlow's choice
   */
  public static List<Output<?>> call(
      Graph graph,
      String name,
      ConcreteFunction function,
      List<? extends Operand<?>> arguments,
      List<? extends Operand<?>> resultLikes,
      boolean compiled,
      DeviceSpec device) {
    graph.attachFunction(function);
    Operation call =
        graph
            .baseScope()
            .withDevice(device)
            .opBuilder("PartitionedCall", name)
            .addInputList(arguments.stream().map(Operand::asOutput).toArray(Output<?>[]::new))
            .setAttr("f", function)
            .setAttr(
                "Tout",
                resultLikes.stream()
                    .map(like -> like.asOutput().dataType())
                    .toArray(DataType[]::new))
            .setAttr("_XlaMustCompile", compiled)
            .build();
    return IntStream.range(0, resultLikes.size()).<Output<?>>mapToObj(i -> call.output(i)).toList();
  }

  /** {@return the operands of all parts, one after another} */
  @SafeVarargs
  public static List<Operand<?>> join(List<? extends Operand<?>>... parts) {
    List<Operand<?>> all = new ArrayList<>();
    for (List<? extends Operand<?>> part : parts) {
      all.addAll(part);
    }
    return all;
  }
}
