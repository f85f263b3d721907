/**
 * What training makes small. A loss answers per example; the runtime sums and divides once,
 * weighted by count, as Keras' epoch means are.
 */
package io.atelier.engine.loss;
