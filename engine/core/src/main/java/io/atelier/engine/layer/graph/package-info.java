/**
 * What is found out about a finished {@link io.atelier.engine.layer.Model}: the order in which
 * Keras lists its layers, and the shapes they give. Summaries and files need it, users do not.
 */
package io.atelier.engine.layer.graph;
