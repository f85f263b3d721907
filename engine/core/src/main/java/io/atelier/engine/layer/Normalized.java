package io.atelier.engine.layer;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A batch that was normalized, and what it was before.
 *
 * @param output of the shape of the input
 * @param mean of every channel, {@code [channels]}
 * @param variance of every channel, divided by the count, {@code [channels]}
 */
public record Normalized(
    Operand<TFloat32> output, Operand<TFloat32> mean, Operand<TFloat32> variance) {}
