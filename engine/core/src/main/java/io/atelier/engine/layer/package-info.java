/**
 * What a network computes. A layer is a record that validates itself and, given a {@link
 * io.atelier.engine.layer.LayerContext}, adds its operations to whatever graph is being built:
 * training, evaluation or export. A {@link io.atelier.engine.layer.Model} is a chain of layers, or
 * a graph of them made of {@link io.atelier.engine.layer.Node}s, with several inputs and outputs;
 * layers of several inputs are in {@link io.atelier.engine.layer.merge}. Layers ask the context for
 * their weights, so the weights of a model are discovered by building it and no second list of
 * shapes can disagree.
 */
package io.atelier.engine.layer;
