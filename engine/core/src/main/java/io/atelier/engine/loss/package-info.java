/**
 * What training makes small. A loss answers per example; the runtime sums and divides once,
 * weighted by count, as Keras' epoch means are.
 *
 * <p>A loss also says which {@link Targets} can be meant for a model's outputs. The runtime asks it
 * once, before it trains or evaluates, so that no wrong label becomes a wrong number.
 */
package io.atelier.engine.loss;
