package io.atelier.engine.runtime.saved;

import io.atelier.data.ByteValues;
import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import java.util.SplittableRandom;

/** Made-up inputs to compare two programs on. */
public final class MadeUpInputs {
  private MadeUpInputs() {}

  /**
   * {@return the given number of random inputs, always the same} Those of a model that looks
   * vectors up are 0 and 1, which nearly all of them have.
   */
  public static Values of(Model model, Input input, int count) {
    boolean numbers = model.layers().stream().anyMatch(layer -> layer.type().equals("Embedding"));
    int[] shape = new int[input.shape().numDimensions() + 1];
    shape[0] = count;
    for (int axis = 1; axis < shape.length; axis++) {
      shape[axis] = Math.toIntExact(input.shape().get(axis - 1));
    }
    SplittableRandom random = new SplittableRandom(0);
    int size = Math.toIntExact(count * input.shape().size());
    if (input.element() == Input.Element.BYTE) {
      byte[] bytes = new byte[size];
      random.nextBytes(bytes);
      for (int i = 0; numbers && i < size; i++) {
        bytes[i] &= 1;
      }
      return ByteValues.of(bytes, shape);
    }
    float[] floats = new float[size];
    for (int i = 0; i < size; i++) {
      floats[i] = numbers ? random.nextInt(2) : (float) random.nextDouble();
    }
    return FloatValues.of(floats, shape);
  }
}
