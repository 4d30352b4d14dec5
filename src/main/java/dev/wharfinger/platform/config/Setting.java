package dev.wharfinger.platform.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The meaning of a key, in one sentence: the single source of {@code docs/configuration.md} and of
 * the schema that values are checked against at startup.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Setting {

  /** The meaning, including the unit if there is one. */
  String value();

  /**
   * A hundred years in seconds: sufficient for any purpose, and within the range of all libraries.
   */
  long CENTURY = 3_155_760_000L;

  /** The minimum of a number, or of a duration in seconds. */
  long minimum() default 0;

  /** The maximum of a number, or of a duration in seconds, which is limited to a century. */
  long maximum() default Long.MAX_VALUE;

  /** The name of an additional rule for a text. */
  String format() default "";
}
