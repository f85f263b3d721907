/**
 * What a weight has to hold after every step of training (Keras 3, {@code
 * constraints/constraints.py}).
 *
 * <pre>
 * {@code new Dense(64, Activation.RELU).withKernel(new Weight(new HeNormal()).constrained(new MaxNorm(2)))}
 * </pre>
 */
package io.atelier.engine.constraint;
