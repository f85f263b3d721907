package io.atelier.engine.layer;

import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.merge.Add;
import io.atelier.engine.layer.pooling.MaxPooling2D;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The residual network of Keras' guide to its functional API, for grey images of 28x28. */
public final class ToyResNet {
  private ToyResNet() {}

  private record GlobalAveragePooling2D() implements Layer {
    @Override
    public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
      return context.tf().math.mean(input, context.tf().array(1, 2));
    }
  }

  /** {@return the network} */
  public static Model model() {
    Node image = Node.input("img", Input.floats(28, 28, 1));
    Node first = image.then(conv(32, Padding.VALID), conv(64, Padding.VALID), new MaxPooling2D(3));
    Node second = new Add().of(pair(first), first);
    Node third = new Add().of(pair(second), second);
    Node end =
        third.then(
            conv(64, Padding.VALID),
            new GlobalAveragePooling2D(),
            new Dense(256, Activation.RELU),
            new Dropout(0.5),
            new Dense(10, Activation.LINEAR));
    return Model.of("toy_resnet", image, end);
  }

  private static Node pair(Node from) {
    return from.then(conv(64, Padding.SAME), conv(64, Padding.SAME));
  }

  private static Layer conv(int filters, Padding padding) {
    return new Conv2D(filters, 3, Activation.RELU).withPadding(padding);
  }
}
