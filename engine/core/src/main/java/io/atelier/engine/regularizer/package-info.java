/**
 * What the size of a weight adds to the loss that training makes small (Keras 3, {@code
 * regularizers/regularizers.py}).
 *
 * <pre>
 * {@code new Dense(64, Activation.RELU).withKernel(new Weight(new HeNormal()).regularized(new L2(1e-4)))}
 * </pre>
 */
package io.atelier.engine.regularizer;
