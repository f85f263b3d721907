package io.atelier.engine.layer;

import io.atelier.data.Given;
import io.atelier.engine.Source;
import io.atelier.engine.constraint.Constraint;
import io.atelier.engine.initializer.Initializer;
import io.atelier.engine.regularizer.Regularizer;
import java.util.Optional;

/**
 * What is wanted of a weight of a layer: its first values, what its size costs, what it has to
 * hold. Keras writes the three as {@code kernel_initializer}, {@code kernel_regularizer} and {@code
 * kernel_constraint}.
 *
 * <pre>{@code
 * Weight kernel = new Weight(new HeNormal()).regularized(new L2(1e-4)).constrained(new MaxNorm(2));
 * new Dense(64, Activation.RELU).withKernel(kernel);
 * }</pre>
 *
 * @param initializer gives the first values
 * @param regularizer of the size; empty if it costs nothing
 * @param constraint kept after every step; empty if there is none
 */
public record Weight(
    Initializer initializer, Optional<Regularizer> regularizer, Optional<Constraint> constraint) {
  /**
   * @throws IllegalArgumentException if anything is null
   */
  public Weight {
    Given.required(initializer, "Weight", "an initializer", "use new GlorotUniform() if unsure");
    Given.required(regularizer, "Weight", "a regularizer or none", "use Optional.empty() for none");
    Given.required(constraint, "Weight", "a constraint or none", "use Optional.empty() for none");
  }

  /** Neither regularized nor constrained. */
  public Weight(Initializer initializer) {
    this(initializer, Optional.empty(), Optional.empty());
  }

  /** {@return the same with other first values} */
  public Weight with(Initializer other) {
    return new Weight(other, regularizer, constraint);
  }

  /** {@return the same with a cost of its size} */
  public Weight regularized(Regularizer other) {
    return new Weight(
        initializer,
        Optional.of(Given.required(other, "Weight", "a regularizer", "use new L2(1e-4) if unsure")),
        constraint);
  }

  /** {@return the same with something to hold} */
  public Weight constrained(Constraint other) {
    return new Weight(
        initializer,
        regularizer,
        Optional.of(
            Given.required(other, "Weight", "a constraint", "use new MaxNorm(2) if unsure")));
  }

  @Override
  public String toString() {
    return regularizer.isEmpty() && constraint.isEmpty()
        ? Source.call("Weight", initializer)
        : Source.of(this);
  }
}
