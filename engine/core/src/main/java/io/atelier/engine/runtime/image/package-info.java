/**
 * TensorFlow's decoders of pictures, as Keras uses them.
 *
 * <p>A small graph for each way to decode, run in a session of its own on the CPU, in the calling
 * thread: so as many pictures are decoded at once as there are threads that ask. The operation is
 * {@code DecodeImage}, the one that Keras' {@code image_dataset_from_directory} calls, and the
 * resizing is that of {@code tf.image.resize} with {@code antialias=False}; so the numbers are
 * Keras', rounded to whole bytes.
 *
 * <p>Where {@code DecodeImage} refuses what people mean, the picture is decoded as it is and then
 * converted: GIF and BMP to gray (with the weights of {@code tf.image.rgb_to_grayscale}), JPEG and
 * GIF to RGBA (opaque).
 */
package io.atelier.engine.runtime.image;
