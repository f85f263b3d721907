package io.atelier.data.image;

/** The channels of decoded pictures, as Keras' {@code color_mode}. */
public enum ColorMode {
  /** One channel: brightness. */
  GRAYSCALE(1),
  /** Three channels: red, green, blue. */
  RGB(3),
  /** Four channels: red, green, blue, opacity (255 is opaque). */
  RGBA(4);

  private final int channels;

  ColorMode(int channels) {
    this.channels = channels;
  }

  /** {@return how many channels: 1, 3 or 4} */
  public int channels() {
    return channels;
  }
}
