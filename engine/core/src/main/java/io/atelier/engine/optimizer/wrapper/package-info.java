/**
 * What Keras can do around any optimizer: records that hold another one, whose config they are
 * written into ({@code clipvalue}, {@code weight_decay}, {@code use_ema} …).
 *
 * <p>In each step Keras gathers gradients first, then clips them, lets weights decay, moves them,
 * and averages them last. So {@code MovingAverage} stands around {@code GradientAccumulation}, that
 * around {@code DecoupledWeightDecay}, and that around clipping; a config is read in this order,
 * which is that of the alphabet. The constructors refuse any other that would compute something
 * else.
 *
 * <p>{@code WeightGroups}, which Keras has not, is written by its own name.
 */
package io.atelier.engine.optimizer.wrapper;
