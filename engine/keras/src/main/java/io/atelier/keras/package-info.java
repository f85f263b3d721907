/**
 * The files that Keras saves models in: {@code .keras} of Keras 3, and HDF5 ({@code .h5}) before
 * it.
 *
 * <pre>{@code
 * Model model = KerasFile.model(Path.of("best.keras"));
 * }</pre>
 *
 * <p>A {@code .keras} file is a ZIP archive with the network in {@code config.json} and its weights
 * in {@code model.weights.h5}; an HDF5 file has the network in the attribute {@code model_config}.
 * Both are the JSON that {@link io.atelier.engine.config.KerasConfig} reads. So far only the
 * network is read, not the weights.
 *
 * <p>HDF5 is read by jhdf, in Java alone: the HDF Group's own library is a native one.
 */
package io.atelier.keras;
