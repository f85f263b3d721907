package io.atelier.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How Keras writes a spec, where that differs from Java: on a record, on a constant of an enum,
 * and, with a {@link #module}, on the interface of all specs of a kind.
 *
 * <pre>{@code
 * @Keras(name = "RMSprop", fixed = {"momentum: 0.0", "centered: false"})
 * public record RmsProp(...) implements Optimizer
 * }</pre>
 *
 * <p>A record without one is called as in Java.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD})
public @interface Keras {
  /** The name of the class or constant; empty for Java's. */
  String name() default "";

  /** Other names it is read by. */
  String[] also() default {};

  /** Keras' package; empty for that of the kind. */
  String module() default "";

  /** Whether Keras has no such spec: it is written as {@code atelier>Name}. */
  boolean own() default false;

  /**
   * Settings Keras has and the spec has not: {@code key: value}, written so and refused with any
   * other value. The value is JSON, with texts in single quotes. Other values that are read as the
   * same follow behind bars, {@code reduction: 'sum_over_batch_size' | 'auto'}.
   */
  String[] fixed() default {};

  /** The same of keys that earlier versions of Keras had: read, but not written. */
  String[] formerly() default {};

  /** Keys that change no number, read over; {@code key: value} is written so. */
  String[] ignored() default {};

  /**
   * Keys of all specs of its kind that Keras does not take of this one: not written where they are
   * true, which is what they are if they are missing.
   */
  String[] without() default {};

  /**
   * Whether it is written without its name: as the value of its only component, a learning rate as
   * a number; as a list of several, of which a single value is read for all; or, if it has none, as
   * its name alone, {@code "accuracy"}.
   */
  boolean bare() default false;

  /** What is written instead of a spec whose components are not Keras' keys. */
  Class<? extends KerasForm> form() default KerasForm.class;
}
