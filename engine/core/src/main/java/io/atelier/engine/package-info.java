/**
 * Atelier's engine: layers, optimizers, losses and metrics as values, built into TensorFlow graphs
 * by the runtime. Start at {@link io.atelier.engine.layer.Model} and {@link
 * io.atelier.engine.runtime.Program}.
 */
package io.atelier.engine;
