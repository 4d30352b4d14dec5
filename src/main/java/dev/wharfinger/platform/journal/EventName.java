package dev.wharfinger.platform.journal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The literal name under which new records of an event are written, such as {@code
 * team-created.v1}. Names are permanent: they are added, but never changed or reused.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EventName {

  /** The name, with its version. */
  String value();
}
