/**
 * Layers that change images at random in training, and leave them alone otherwise: flips,
 * rotations, shifts, zooms, crops, contrast, brightness (Keras 3, {@code
 * layers/preprocessing/image_preprocessing}). Settings, ranges and numbers are Keras'; what is
 * drawn depends on the run's seed, the layer's place in the model, the step and the example's place
 * in the batch, so that a resumed run goes on as if it had never stopped. A {@code seed} of their
 * own in Keras' files is read over.
 *
 * <p>They are parts of the model, and run where it runs: put them in front of the first layer with
 * weights. {@code ImageProjectiveTransformV3}, which Keras uses, has no XLA kernel; the same values
 * are computed by {@link io.atelier.engine.layer.augmentation.AffineSampling} from operations that
 * compile.
 */
package io.atelier.engine.layer.augmentation;
