package io.atelier.engine.runtime.build;

import io.atelier.engine.initializer.Initializer;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.Normalized;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.Weight;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** A layer's view of the graph being built: names its children and passes their wishes on. */
public final class GraphContext implements LayerContext {
  private final Ops tf;
  private final String path;
  private final Build build;
  private final LayerNames names;
  private long parameters;

  private GraphContext(Ops tf, String path, Build build) {
    this.tf = tf;
    this.path = path;
    this.build = build;
    this.names = new LayerNames(path);
  }

  /** {@return the context a model's own layers are built in} */
  public static GraphContext root(Ops tf, Build build) {
    return new GraphContext(tf, "", build);
  }

  @Override
  public Operand<TFloat32> apply(Layer layer, List<Operand<TFloat32>> inputs) {
    return apply(names.of(layer), layer, inputs);
  }

  /** {@return the output of a layer under a name; one called again has its weights again} */
  Operand<TFloat32> apply(String name, Layer layer, List<Operand<TFloat32>> inputs) {
    GraphContext inner = new GraphContext(tf.withSubScope(name), path + name + "/", build);
    Operand<TFloat32> output = layer.apply(inner, inputs);
    parameters += inner.parameters;
    if (path.isEmpty()) {
      build.built(
          new LayerRow(name, layer.type(), output.shape(), inner.parameters, layer.trainable()));
    }
    return output;
  }

  @Override
  public Ops tf() {
    return tf;
  }

  @Override
  public boolean training() {
    return build.training();
  }

  @Override
  public boolean trainable() {
    return true;
  }

  @Override
  public Operand<TFloat32> weight(String name, Shape shape, Weight weight) {
    return ask(new WeightSpec(names.weight(name, shape), shape, weight, true));
  }

  @Override
  public Operand<TFloat32> state(String name, Shape shape, Initializer initializer) {
    return ask(new WeightSpec(names.weight(name, shape), shape, new Weight(initializer), false));
  }

  @Override
  public void update(String name, Operand<TFloat32> value) {
    build.update(names.state(name), value);
  }

  private Operand<TFloat32> ask(WeightSpec spec) {
    parameters += spec.shape().size();
    return build.weight(spec);
  }

  @Override
  public Operand<TBool> keep(Operand<TFloat32> like, double rate) {
    requireDrawable(like.shape());
    return build.keep(like, rate);
  }

  @Override
  public Operand<TFloat32> uniform(Shape shape) {
    requireDrawable(shape);
    return build.uniform(shape);
  }

  @Override
  public Operand<TFloat32> normal(Shape shape) {
    requireDrawable(shape);
    return build.normal(shape);
  }

  private void requireDrawable(Shape shape) {
    if (!build.training()) {
      throw new IllegalStateException(
          "%s needs a training step to draw random numbers in, got a graph that answers; ask context.training() first"
              .formatted(names.layer()));
    }
    if (shape.isUnknown() || shape.numDimensions() < 1 || shape.hasUnknownDimension()) {
      throw new IllegalArgumentException(
          "%s needs a shape [batch, ...] of known sizes to draw random numbers, got %s; take the batch from the input's shape"
              .formatted(names.layer(), shape));
    }
  }

  @Override
  public Operand<TFloat32> matMul(Operand<TFloat32> input, Operand<TFloat32> kernel) {
    return build.lowering().matMul(tf, input, kernel);
  }

  @Override
  public Operand<TFloat32> conv2d(
      Operand<TFloat32> input, Operand<TFloat32> kernel, Size strides, Padding padding) {
    return build.lowering().conv2d(tf, input, kernel, strides, padding);
  }

  @Override
  public Operand<TFloat32> maxPool2d(
      Operand<TFloat32> input, Size pool, Size strides, Padding padding) {
    return build.lowering().maxPool2d(tf, input, pool, strides, padding);
  }

  @Override
  public Operand<TFloat32> averagePool2d(
      Operand<TFloat32> input, Size pool, Size strides, Padding padding) {
    return build.lowering().averagePool2d(tf, input, pool, strides, padding);
  }

  @Override
  public Normalized normalized(
      Operand<TFloat32> input, Operand<TFloat32> scale, Operand<TFloat32> offset, double epsilon) {
    return build.lowering().normalized(tf, input, scale, offset, epsilon);
  }
}
