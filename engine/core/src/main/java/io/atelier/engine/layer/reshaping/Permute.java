package io.atelier.engine.layer.reshaping;

import io.atelier.data.Given;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerShapes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The axes of an example in another order: {@code new Permute(2, 1)} makes {@code [batch, steps,
 * features]} to {@code [batch, features, steps]} (Keras 3, {@code layers/reshaping/permute.py}).
 *
 * @param dims the axes as they follow one another in the output, 1 being the first behind the batch
 */
public record Permute(List<Integer> dims) implements Layer {
  /**
   * @throws IllegalArgumentException if they are not all numbers from 1 on, each once
   */
  public Permute {
    dims = Given.list(dims, "Permute", "axes");
    List<Integer> sorted = dims.stream().sorted().toList();
    if (dims.isEmpty() || !sorted.equals(IntStream.rangeClosed(1, dims.size()).boxed().toList())) {
      throw new IllegalArgumentException(
          "Permute needs each axis from 1 on once, got %s; give such as new Permute(2, 1)"
              .formatted(dims));
    }
  }

  /** The axes as they follow one another in the output. */
  public Permute(int... dims) {
    this(
        Arrays.stream(Given.required(dims, "Permute", "axes", "give such as 2, 1"))
            .boxed()
            .toList());
  }

  /**
   * @throws IllegalArgumentException if an example has more axes, or fewer
   */
  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    if (input.shape().numDimensions() != dims.size() + 1) {
      throw new IllegalArgumentException(
          "Permute needs examples of %s axes for %s, got %s; name each axis behind the batch once"
              .formatted(dims.size(), dims, LayerShapes.text(input.shape())));
    }
    int[] order = IntStream.concat(IntStream.of(0), dims.stream().mapToInt(axis -> axis)).toArray();
    return context.tf().linalg.transpose(input, context.tf().constant(order));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
