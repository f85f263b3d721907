/**
 * How weights move. An optimizer is a value whose step is a pure function of (step number, rate,
 * weight, gradient, slots), in elementary float32 operations in Keras 2.12's order: no variable of
 * its own to forget or to race, which is what lets a whole epoch run inside the graph.
 *
 * <p>TensorFlow Java's optimizers and the fused kernels behind them are not used: Adam's there
 * races with its own beta powers and rounds {@code 1 - beta} differently, momentum's keeps the rate
 * outside the velocity, and none can follow a schedule.
 */
package io.atelier.engine.optimizer;
