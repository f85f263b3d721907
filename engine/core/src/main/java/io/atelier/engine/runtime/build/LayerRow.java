package io.atelier.engine.runtime.build;

import org.tensorflow.ndarray.Shape;

/**
 * A built layer, as a summary shows it.
 *
 * @param name unique in its model
 * @param type {@code Dense}
 * @param output shape, with the unknown batch in front
 * @param parameters number of weights, the layers inside included
 * @param trainable whether training may move them
 */
public record LayerRow(
    String name, String type, Shape output, long parameters, boolean trainable) {}
