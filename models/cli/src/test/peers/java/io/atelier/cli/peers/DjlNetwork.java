package io.atelier.cli.peers;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import io.atelier.paper.network.Cnn;
import io.atelier.paper.network.Mlp;
import io.atelier.paper.network.PaperModel;

/** The catalogue's networks in DJL, up to the logits; images are {@code [channel, row, column]}. */
final class DjlNetwork {
  private DjlNetwork() {}

  /** {@return the shape of one image} */
  static Shape input(PaperModel model) {
    return model instanceof Mlp ? new Shape(Images.PIXELS) : new Shape(1, Images.SIDE, Images.SIDE);
  }

  static SequentialBlock of(PaperModel model, double dropout) {
    SequentialBlock block = new SequentialBlock();
    if (model instanceof Mlp mlp) {
      for (int i = 0; i < mlp.hiddenLayers(); i++) {
        dense(block, mlp.units(), dropout).add(Activation.reluBlock());
      }
    } else if (model instanceof Cnn cnn) {
      cnn.filters().forEach(filters -> convolution(block, filters));
      block.add(Blocks.batchFlattenBlock());
      cnn.denseUnits().ifPresent(units -> dense(block, units, dropout).add(Activation.reluBlock()));
    }
    return dense(block, PaperModel.CLASSES, dropout);
  }

  /** A ceiling pools 7x7 to 4x4, as padding to the same size does. */
  private static void convolution(SequentialBlock block, int filters) {
    Shape two = new Shape(2, 2);
    block
        .add(
            Conv2d.builder()
                .setKernelShape(new Shape(3, 3))
                .optPadding(new Shape(1, 1))
                .setFilters(filters)
                .build())
        .add(Activation.reluBlock())
        .add(Pool.maxPool2dBlock(two, two, new Shape(0, 0), true));
  }

  private static SequentialBlock dense(SequentialBlock block, int units, double dropout) {
    if (dropout > 0) {
      block.add(Dropout.builder().optRate((float) dropout).build());
    }
    return block.add(Linear.builder().setUnits(units).build());
  }
}
