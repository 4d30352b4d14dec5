package dev.wharfinger.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a key means, in one sentence: the single source of {@code docs/configuration.md} and of the
 * schema that the start checks values against.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Setting {

  /** The meaning, with the unit where there is one. */
  String value();

  /** The least value of a number. */
  long minimum() default 0;

  /** The name of a further rule for a text. */
  String format() default "";
}
