package io.atelier.engine.cuda;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A graphics processor.
 *
 * @param index as {@code --gpu} counts
 * @param name of the product
 * @param memoryBytes that it has
 * @param freeBytes of it that nobody uses
 * @param computeCapability as {@code 9.0}
 */
public record Gpu(
    int index,
    String name,
    OptionalLong memoryBytes,
    OptionalLong freeBytes,
    Optional<String> computeCapability) {}
