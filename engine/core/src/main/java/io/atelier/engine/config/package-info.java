/**
 * The one codec: every spec, which is a record, to and from the JSON Keras writes for it.
 *
 * <pre>{@code
 * String json = KerasConfig.write(new Dense(10, Activation.SOFTMAX));
 * Layer layer = KerasConfig.read(json, Layer.class);
 * Model model = ModelFile.read(Path.of("cnn.json"));
 * }</pre>
 *
 * <p>A spec's components are Keras' settings under their names in lower case, {@code decaySteps} as
 * {@code decay_steps}. Where Keras' names differ, the record says so itself, with {@link
 * io.atelier.engine.Keras} and {@link io.atelier.engine.KerasKey}; so there is no list of layers
 * here. Those of the engine are found by package and class name, those of a user's jar by its
 * {@link io.atelier.engine.config.SpecProvider}.
 *
 * <p>What is read is strict: a setting that the engine does not have is refused, unless it is null
 * or known to change no number; a value out of range is refused in the record's own words, with the
 * place where it stood. What is written is what Keras 3 writes, with {@code "dtype": "float32"} for
 * its policy object, which Keras 2 and TF.js would not understand.
 */
package io.atelier.engine.config;
