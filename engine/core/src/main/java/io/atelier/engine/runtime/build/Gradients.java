package io.atelier.engine.runtime.build;

import io.atelier.engine.runtime.tensorflow.Said;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The gradients of a loss.
 *
 * @param model whose loss it is
 * @param graph of the loss
 */
public record Gradients(String model, Graph graph, Operand<TFloat32> loss) {
  private static final Logger LOG = LoggerFactory.getLogger(Gradients.class);
  private static final Pattern MISSING = Pattern.compile("No gradient defined for op: (\\w+)");

  /**
   * {@return the gradient by each weight; zero, with a warning, by one that the loss does not
   * depend on, as in Keras}
   *
   * @param names of the weights
   * @throws IllegalArgumentException if TensorFlow has no gradient of an operation between them
   */
  public List<Operand<TFloat32>> by(List<String> names, List<Operand<TFloat32>> weights) {
    Set<String> behind = behindLoss();
    List<Integer> used = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      if (behind.contains(weights.get(i).op().name())) {
        used.add(i);
      }
    }
    Output<?>[] found = of(used.stream().map(weights::get).toList());
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    List<String> without = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      int place = used.indexOf(i);
      if (place >= 0 && exists(found[place])) {
        gradients.add(found[place].expect(TFloat32.class));
      } else {
        gradients.add(Ops.create(graph).zerosLike(weights.get(i)));
        without.add(names.get(i));
      }
    }
    if (!without.isEmpty()) {
      Said.once(
          LOG,
          "training leaves %s of model %s as they are: the loss does not depend on them"
              .formatted(without, model));
    }
    return gradients;
  }

  private Output<?>[] of(List<Operand<TFloat32>> weights) {
    if (weights.isEmpty()) {
      return new Output<?>[0];
    }
    try {
      return graph.addGradients(
          loss.asOutput(), weights.stream().map(Operand::asOutput).toArray(Output<?>[]::new));
    } catch (TensorFlowException e) {
      Matcher missing = MISSING.matcher(String.valueOf(e.getMessage()));
      if (!missing.find()) {
        throw e;
      }
      throw new IllegalArgumentException(
          "Model %s needs operations with a gradient between its weights and its loss, got %s, of which TensorFlow's C++ library has none; compose it of other operations, or put stopGradient behind it"
              .formatted(model, missing.group(1)),
          e);
    }
  }

  /** TensorFlow Java gives an operation without a handle where there is no gradient. */
  private static boolean exists(Output<?> gradient) {
    try {
      return gradient.dataType() != null;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** The names of all operations that the loss is computed from. */
  private Set<String> behindLoss() {
    Set<String> names = new HashSet<>();
    Deque<GraphOperation> open = new ArrayDeque<>(List.of((GraphOperation) loss.op()));
    while (!open.isEmpty()) {
      GraphOperation operation = open.pop();
      if (names.add(operation.name())) {
        for (int i = 0; i < operation.numInputs(); i++) {
          open.push((GraphOperation) operation.input(i).op());
        }
      }
    }
    return names;
  }
}
