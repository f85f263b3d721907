package io.atelier.lab.serving;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.atelier.data.ByteValues;
import io.atelier.data.Element;
import io.atelier.data.FloatValues;
import io.atelier.data.Given;
import io.atelier.data.Values;
import java.util.List;

/**
 * What one example looks like to those who ask a model.
 *
 * @param name what an exported model calls it
 * @param type of its numbers
 * @param shape of them, without the count of examples
 */
public record InputForm(String name, Type type, List<Integer> shape) {

  /** The type of the numbers. */
  public enum Type {
    /** Bytes, 0 to 255. */
    @JsonProperty("uint8")
    BYTES,
    /** 32-bit floats. */
    @JsonProperty("float32")
    FLOATS
  }

  /**
   * @throws IllegalArgumentException if anything is null, or a size is below 1
   */
  public InputForm {
    Given.required(name, "InputForm", "a name", "use input if unsure");
    Given.required(type, "InputForm", "a type", "use uint8 or float32");
    shape = List.copyOf(Given.required(shape, "InputForm", "a shape", "give the sizes"));
    if (shape.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "InputForm needs sizes of at least 1, got %s; leave the batch out".formatted(shape));
    }
  }

  /** {@return whether pictures are the input: bytes, gray or with 1, 3 or 4 channels} */
  @JsonIgnore
  public boolean isPicture() {
    return type == Type.BYTES && (isGray() || (shape.size() == 3 && channels().contains(last())));
  }

  /** {@return whether pictures have no axis for channels, as those of IDX files} */
  @JsonIgnore
  public boolean isGray() {
    return type == Type.BYTES && shape.size() == 2;
  }

  private static List<Integer> channels() {
    return List.of(1, 3, 4);
  }

  private int last() {
    return shape.get(shape.size() - 1);
  }

  /**
   * {@return values as this input takes them} One example without the count is given one; bytes
   * become floats where floats are taken.
   *
   * @param source of the values, for messages
   * @throws IllegalArgumentException if they are others
   */
  public Values fitted(String source, Values values) {
    boolean one = values.shape().equals(shape);
    boolean fits = one || values.exampleShape().equals(shape);
    boolean bytes = Element.of(values) == Element.BYTE;
    if (!fits || (type == Type.BYTES && !bytes)) {
      throw new IllegalArgumentException(
          "%s needs %s [n%s], got %s %s; write the array so"
              .formatted(source, text(), sizes(), bytes ? "uint8" : "numbers", values.shape()));
    }
    Values typed = type == Type.FLOATS && bytes ? floats(values) : values;
    return one ? batched(typed) : typed;
  }

  private String text() {
    return type == Type.BYTES ? "uint8" : "numbers";
  }

  private String sizes() {
    StringBuilder text = new StringBuilder();
    shape.forEach(size -> text.append(", ").append(size));
    return text.toString();
  }

  private static FloatValues floats(Values values) {
    float[] floats = new float[Math.multiplyExact(values.count(), values.exampleSize())];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values.number(i);
    }
    return FloatValues.of(floats, ints(values.shape()));
  }

  private Values batched(Values one) {
    int[] sizes = new int[shape.size() + 1];
    sizes[0] = 1;
    for (int i = 0; i < shape.size(); i++) {
      sizes[i + 1] = shape.get(i);
    }
    return one instanceof ByteValues bytes
        ? ByteValues.of(bytes.values(), sizes)
        : FloatValues.of(((FloatValues) one).values(), sizes);
  }

  private static int[] ints(List<Integer> sizes) {
    return sizes.stream().mapToInt(Integer::intValue).toArray();
  }
}
