package io.atelier.engine.layer;

import io.atelier.data.Given;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.initializer.Initializer;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * A layer whose weights training leaves alone (Keras: {@code trainable = False}).
 *
 * @param layer what it freezes, with everything inside it
 */
public record Frozen(@KerasKey(merged = true) Layer layer) implements Layer {
  /**
   * @throws IllegalArgumentException if there is no layer
   */
  public Frozen {
    Given.required(layer, "Frozen", "a layer", "give the one to freeze");
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    return layer.apply(new FrozenContext(context), input);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, List<Operand<TFloat32>> inputs) {
    return layer.apply(new FrozenContext(context), inputs);
  }

  @Override
  public Optional<String> name() {
    return layer.name();
  }

  @Override
  public String type() {
    return layer.type();
  }

  @Override
  public boolean trainable() {
    return false;
  }

  @Override
  public String toString() {
    return Source.of(this);
  }

  private record FrozenContext(LayerContext context) implements LayerContext {
    @Override
    public Ops tf() {
      return context.tf();
    }

    @Override
    public boolean training() {
      return context.training();
    }

    @Override
    public boolean trainable() {
      return false;
    }

    @Override
    public Operand<TFloat32> weight(String name, Shape shape, Weight weight) {
      return context.state(name, shape, weight.initializer());
    }

    @Override
    public Operand<TFloat32> state(String name, Shape shape, Initializer initializer) {
      return context.state(name, shape, initializer);
    }

    @Override
    public void update(String name, Operand<TFloat32> value) {
      context.update(name, value);
    }

    @Override
    public Operand<TBool> keep(Operand<TFloat32> like, double rate) {
      return context.keep(like, rate);
    }

    @Override
    public Operand<TFloat32> uniform(Shape shape) {
      return context.uniform(shape);
    }

    @Override
    public Operand<TFloat32> normal(Shape shape) {
      return context.normal(shape);
    }

    @Override
    public Operand<TFloat32> matMul(Operand<TFloat32> input, Operand<TFloat32> kernel) {
      return context.matMul(input, kernel);
    }

    @Override
    public Operand<TFloat32> conv2d(
        Operand<TFloat32> input, Operand<TFloat32> kernel, Size strides, Padding padding) {
      return context.conv2d(input, kernel, strides, padding);
    }

    @Override
    public Operand<TFloat32> maxPool2d(
        Operand<TFloat32> input, Size pool, Size strides, Padding padding) {
      return context.maxPool2d(input, pool, strides, padding);
    }

    @Override
    public Operand<TFloat32> averagePool2d(
        Operand<TFloat32> input, Size pool, Size strides, Padding padding) {
      return context.averagePool2d(input, pool, strides, padding);
    }

    @Override
    public Normalized normalized(
        Operand<TFloat32> input,
        Operand<TFloat32> scale,
        Operand<TFloat32> offset,
        double epsilon) {
      return context.normalized(input, scale, offset, epsilon);
    }

    @Override
    public Operand<TFloat32> apply(Layer inner, List<Operand<TFloat32>> inputs) {
      return context.apply(inner.frozen(), inputs);
    }
  }
}
