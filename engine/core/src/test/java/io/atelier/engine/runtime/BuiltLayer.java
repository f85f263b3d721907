package io.atelier.engine.runtime;

import io.atelier.data.FloatValues;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.build.Blueprint;
import io.atelier.engine.runtime.build.Build;
import io.atelier.engine.runtime.build.Gradients;
import io.atelier.engine.runtime.build.Network;
import io.atelier.engine.runtime.build.RandomMask;
import io.atelier.engine.runtime.build.StepBuild;
import io.atelier.engine.runtime.build.WeightSpec;
import io.atelier.engine.runtime.build.WeightsByName;
import io.atelier.engine.runtime.lowering.Lowering;
import io.atelier.engine.runtime.lowering.MatmulLowering;
import io.atelier.engine.runtime.step.TrainingState;
import io.atelier.engine.runtime.tensorflow.Functions;
import io.atelier.engine.runtime.tensorflow.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/** A layer built alone as a training step builds it, in a function; all it reads is fed. */
public final class BuiltLayer implements AutoCloseable {
  private final Graph graph = new Graph();
  private final Session session = new Session(graph);
  private final Blueprint blueprint;
  private final boolean training;
  private final long seed;
  private final Lowering lowering;
  private final List<Operand<?>> arguments = new ArrayList<>();
  private final List<Output<?>> results;

  /**
   * Builds a layer.
   *
   * @param input {@code [batch, ...]}
   */
  public BuiltLayer(Layer layer, Shape input, boolean training, boolean compiled, long seed) {
    this.blueprint = Blueprint.of(Model.of("built", Input.floats(input.tail().asArray()), layer));
    this.training = training;
    this.seed = seed;
    this.lowering = compiled ? new MatmulLowering(Execution.Precision.FLOAT32) : Lowering.NATIVE;
    Ops tf = Ops.create(graph);
    Shape output = Shape.of(input.get(0)).append(blueprint.outputs().get(0).shape().tail());
    arguments.add(tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar())));
    arguments.add(tf.placeholder(TFloat32.class, Placeholder.shape(output)));
    arguments.add(tf.placeholder(TFloat32.class, Placeholder.shape(input)));
    for (WeightSpec spec : blueprint.weights()) {
      arguments.add(tf.placeholder(TFloat32.class, Placeholder.shape(spec.shape())));
    }
    List<Operand<?>> likes = new ArrayList<>(arguments.subList(1, arguments.size()));
    try (ConcreteFunction function = Functions.define("built", arguments, this::body)) {
      this.results = Functions.call(graph, "built", function, arguments, likes, compiled);
    }
  }

  /**
   * Arguments: step, coefficients, input, weights. Results: output and the last ones' gradients.
   */
  private List<Operand<?>> body(Graph inner, List<Operand<?>> in) {
    Ops tf = Ops.create(inner);
    List<Operand<TFloat32>> floats = TrainingState.floats(in.subList(1, in.size()));
    Operand<TInt64> step = in.get(0).asOutput().expect(TInt64.class);
    WeightsByName weights =
        new WeightsByName(blueprint.weights(), floats.subList(2, floats.size()));
    Build build = new StepBuild(training, lowering, weights, new RandomMask(tf, seed, step));
    Operand<TFloat32> output =
        Network.build(tf, blueprint.model(), List.of(floats.get(1)), build).get(0).values();
    Operand<TFloat32> sum =
        tf.reduceSum(tf.reshape(tf.math.mul(output, floats.get(0)), tf.array(-1)), tf.constant(0));
    List<Operand<TFloat32>> sources = floats.subList(1, floats.size());
    List<String> names = IntStream.range(0, sources.size()).mapToObj(i -> "operand " + i).toList();
    return Stream.<Operand<?>>concat(
            Stream.of(output), new Gradients("built", inner, sum).by(names, sources).stream())
        .toList();
  }

  /**
   * {@return whether an operand of {@link #at} is something that the layer learns from or moves}
   */
  public boolean hasGradient(int operand) {
    return operand < 2 || blueprint.weights().get(operand - 2).trainable();
  }

  /** {@return the shapes of the output, the input and the weights} */
  public List<Shape> shapes() {
    return arguments.subList(1, arguments.size()).stream().map(Operand::shape).toList();
  }

  /**
   * {@return the output, then the gradients of {@code sum(output * coefficients)} by the input and
   * every weight}
   *
   * @param fed the coefficients, the input and the weights
   */
  public List<float[]> at(long step, List<float[]> fed) {
    Session.Runner runner = session.runner();
    results.forEach(runner::fetch);
    List<TNumber> tensors = new ArrayList<>(List.of(TInt64.scalarOf(step)));
    for (int i = 0; i < fed.size(); i++) {
      int[] sizes = Arrays.stream(shapes().get(i).asArray()).mapToInt(Math::toIntExact).toArray();
      tensors.add(Tensors.of(FloatValues.of(fed.get(i), sizes)));
    }
    for (int i = 0; i < tensors.size(); i++) {
      runner.feed(arguments.get(i), tensors.get(i));
    }
    try (Result result = runner.run()) {
      List<float[]> answers = new ArrayList<>();
      for (int i = 0; i < results.size(); i++) {
        answers.add(Tensors.floats((TFloat32) result.get(i)).values());
      }
      return answers;
    } finally {
      tensors.forEach(TNumber::close);
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
