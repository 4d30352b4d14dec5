package dev.wharfinger.platform.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a constant or a setting as a limit: of a text, a page, a queue, a wait. The single source
 * of {@code docs/limits.md}, which shows the value of the constant or the default of the setting.
 */
@Target({ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Bound {

  /** What is limited, as a noun: "description of a team". */
  String of();

  /** What the value counts: "characters", "bytes", "seconds", "connections". */
  String unit();

  /**
   * What happens at the first excess: "400", "503 with Retry-After", "the connection is closed".
   */
  String beyond();

  /** The test of the first excess, as {@code SimpleClassName.methodName}. */
  String test();
}
