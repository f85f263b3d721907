/**
 * How models run: the only place that knows graphs, sessions and devices.
 *
 * <p>A {@link io.atelier.engine.runtime.Program} keeps weights, optimizer slots, the step number
 * and the training examples in resource variables. A training step is one pure function of them
 * ({@code TrainingStep}); an epoch is a few calls of a function that loops over it inside the graph
 * ({@code TrainingFunctions}), each at most half a second long, so that progress and Ctrl-C come
 * between. The last, smaller batch of an epoch is a second function, built for its size. On the CPU
 * both are compiled by XLA for models without convolutions, whose steps are too small for the
 * executor, and run in the executor, where the convolutions are oneDNN's, for all others.
 */
package io.atelier.engine.runtime;
