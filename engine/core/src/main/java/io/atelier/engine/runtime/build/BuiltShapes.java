package io.atelier.engine.runtime.build;

import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.graph.ModelShapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.tensorflow.ndarray.Shape;

/** The shapes that building a model discovers. */
public final class BuiltShapes implements ModelShapes {
  @Override
  public List<List<OptionalLong>> of(Model model) {
    List<List<OptionalLong>> shapes = new ArrayList<>();
    Shape batch = Shape.of(Shape.UNKNOWN_SIZE);
    model.inputs().forEach(input -> shapes.add(sizes(batch.append(input.input().shape()))));
    Blueprint.of(model).rows().forEach(row -> shapes.add(sizes(row.output())));
    return shapes;
  }

  private static List<OptionalLong> sizes(Shape shape) {
    return shape.isUnknown()
        ? List.of(OptionalLong.empty())
        : Arrays.stream(shape.asArray())
            .mapToObj(
                size -> size == Shape.UNKNOWN_SIZE ? OptionalLong.empty() : OptionalLong.of(size))
            .toList();
  }
}
