/**
 * How weights move. An optimizer is a value whose step is a pure function of (step number, rates,
 * weights, gradients, slots), in elementary float32 operations in Keras' order, Keras 2.12's for
 * SGD, Adam and RMSprop and Keras 3's for all others: no variable of its own to forget or to race,
 * which is what lets a whole epoch run inside the graph.
 *
 * <p>TensorFlow Java's optimizers and the fused kernels behind them are not used: Adam's there
 * races with its own beta powers and rounds {@code 1 - beta} differently, momentum's keeps the rate
 * outside the velocity, and none can follow a schedule.
 */
package io.atelier.engine.optimizer;
