package io.atelier.engine.training;

/**
 * How far an epoch is.
 *
 * @param epoch 0-based
 * @param examples trained on so far
 * @param of examples in the epoch
 * @param soFar means over the examples so far
 */
public record Progress(int epoch, int examples, int of, Scores soFar) {}
