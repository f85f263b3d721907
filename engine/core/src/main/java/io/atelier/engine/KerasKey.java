package io.atelier.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How Keras writes a component of a spec, where that is not its name in lower case ({@code
 * decaySteps}: {@code decay_steps}), and what stands for it where it is left out.
 *
 * <pre>{@code
 * public record Dense(int units, @KerasKey(name = "use_bias", orElse = "true") boolean bias, ...)
 * }</pre>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface KerasKey {
  /** The key; empty for the component's name. */
  String name() default "";

  /** Other keys it is read by. */
  String[] also() default {};

  /** Keras' default as JSON, with texts in single quotes; empty if the key must be there. */
  String orElse() default "";

  /** The key whose value is taken where this one is left out or null; empty for none. */
  String orElseKey() default "";

  /**
   * Put before the keys of the component's own components, which stand among this one's: {@code
   * kernel} makes the {@code initializer} of a weight {@code kernel_initializer}. What {@link
   * #orElse} says is then an object of those keys. Empty for a component that has one key.
   */
  String prefix() default "";

  /**
   * Whether the component is a spec of the same kind that is written with this one's keys among its
   * own, as an optimizer is with {@code clipvalue}.
   */
  boolean merged() default false;
}
