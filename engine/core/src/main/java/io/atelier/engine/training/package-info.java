/**
 * The course of a training: epochs, what is told after each, and when to stop. No TensorFlow here:
 * whatever can train for an epoch is a {@link io.atelier.engine.training.Learner}.
 *
 * <p>Listeners keep no state: what they decide, they decide from the history, so a training that is
 * continued decides as an uninterrupted one. What they change, the learning rate, the learner keeps
 * and saves with its weights.
 */
package io.atelier.engine.training;
