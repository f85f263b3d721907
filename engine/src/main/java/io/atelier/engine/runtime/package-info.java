/**
 * How models run: the only place that knows graphs, sessions and devices.
 *
 * <p>A {@link io.atelier.engine.runtime.Program} keeps weights, optimizer slots, the step number
 * and a window of the training examples in resource variables. A training step is one pure function
 * of them ({@code TrainingStep}); an epoch is a few calls of a function that loops over it inside
 * the graph ({@code TrainingFunctions}), each at most half a second long, so that progress and
 * Ctrl-C come between. The last, smaller batch of an epoch is a second function, built for its
 * size. On the CPU both are compiled by XLA for models without convolutions, whose steps are too
 * small for the executor, and run in the executor, where the convolutions are oneDNN's, for all
 * others.
 *
 * <p>The window ({@code Windowing}) is all examples if they fit the memory budget of {@link
 * io.atelier.engine.runtime.Execution}: they stay on the device, and Java sends one permutation an
 * epoch. If they do not fit, the epoch's permutation is cut into windows of as many batches as fit
 * half of the budget. A thread of its own ({@code Ahead}) gathers the next one into native memory
 * while the device trains on the current one; then the variables take it, and its rows are visited
 * one by one. Batches, steps and the compiled functions are the same either way ({@code
 * EpochTraining}, which does not know which it is), and so are the results, to the bit.
 */
package io.atelier.engine.runtime;
