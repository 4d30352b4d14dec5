package dev.wharfinger.platform.config;

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

  /** A hundred years in seconds: long enough for anybody, and no library counts further. */
  long CENTURY = 3_155_760_000L;

  /** The least value of a number; of a duration in seconds. */
  long minimum() default 0;

  /** The greatest value of a number; of a duration in seconds, where it is a century at most. */
  long maximum() default Long.MAX_VALUE;

  /** The name of a further rule for a text. */
  String format() default "";
}
