/**
 * What a network computes. A layer is a record that validates itself and, given a {@link
 * io.atelier.engine.layer.LayerContext}, adds its operations to whatever graph is being built:
 * training, evaluation or export. Layers ask the context for their weights, so the weights of a
 * model are discovered by building it and no second list of shapes can disagree.
 */
package io.atelier.engine.layer;
