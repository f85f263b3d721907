package io.atelier.data.image;

import io.atelier.data.Given;
import java.util.Optional;

/**
 * How files of pictures become numbers. The defaults are those of Keras' {@code
 * image_dataset_from_directory}, but for the size (256x256 there, the pictures' own here).
 *
 * <pre>{@code
 * ImageOptions.DEFAULT.resized(64, 64).in(ColorMode.GRAYSCALE)
 * }</pre>
 *
 * @param colors the channels
 * @param size of all pictures; empty for their own, which must then be the same for all
 * @param interpolation how they are resized
 * @param crop whether a picture of other proportions is first cut to its middle ({@code
 *     crop_to_aspect_ratio}) rather than distorted
 * @param upright whether a photo is turned as its EXIF orientation says; Keras ignores it
 * @param background what shows where a picture is transparent; empty to drop the opacity as
 *     TensorFlow does, which shows the colours that the file has below, often black. Without effect
 *     on opaque pictures
 * @param skipBroken whether files that cannot be decoded are left out and named in the log; if not,
 *     they are an error
 */
public record ImageOptions(
    ColorMode colors,
    Optional<ImageSize> size,
    Interpolation interpolation,
    boolean crop,
    boolean upright,
    Optional<Color> background,
    boolean skipBroken) {
  /** RGB, in their own size, as stored. */
  public static final ImageOptions DEFAULT =
      new ImageOptions(
          ColorMode.RGB,
          Optional.empty(),
          Interpolation.BILINEAR,
          false,
          false,
          Optional.empty(),
          false);

  /**
   * @throws IllegalArgumentException if anything is null
   */
  public ImageOptions {
    Given.required(colors, "ImageOptions", "a color mode", "use ColorMode.RGB if unsure");
    Given.required(size, "ImageOptions", "a size", "use Optional.empty() for the pictures' own");
    Given.required(
        interpolation, "ImageOptions", "an interpolation", "use Interpolation.BILINEAR if unsure");
    Given.required(background, "ImageOptions", "a background", "use Optional.empty() for none");
  }

  /** {@return the same with other channels} */
  public ImageOptions in(ColorMode other) {
    return new ImageOptions(other, size, interpolation, crop, upright, background, skipBroken);
  }

  /** {@return the same with a size for all pictures} */
  public ImageOptions resized(int height, int width) {
    Optional<ImageSize> other = Optional.of(new ImageSize(height, width));
    return new ImageOptions(colors, other, interpolation, crop, upright, background, skipBroken);
  }

  /** {@return the same with another way to resize} */
  public ImageOptions by(Interpolation other) {
    return new ImageOptions(colors, size, other, crop, upright, background, skipBroken);
  }

  /** {@return the same, cut to the middle where the proportions differ} */
  public ImageOptions cropped() {
    return new ImageOptions(colors, size, interpolation, true, upright, background, skipBroken);
  }

  /** {@return the same, turned as the EXIF orientation says} */
  public ImageOptions turnedUpright() {
    return new ImageOptions(colors, size, interpolation, crop, true, background, skipBroken);
  }

  /** {@return the same with a colour behind transparent pictures} */
  public ImageOptions on(Color color) {
    Optional<Color> other = Optional.of(color);
    return new ImageOptions(colors, size, interpolation, crop, upright, other, skipBroken);
  }

  /** {@return the same without files that cannot be decoded} */
  public ImageOptions skippingBroken() {
    return new ImageOptions(colors, size, interpolation, crop, upright, background, true);
  }
}
