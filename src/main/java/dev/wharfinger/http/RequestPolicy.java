package dev.wharfinger.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How the checks before an operation differ from what they are for most. It stands on the class of
 * the operation, so that the checks follow the route that was matched, whatever the path looked
 * like.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequestPolicy {

  /** The rules that hold for the operation. */
  Rule[] value();

  /** What can be said of an operation. */
  enum Rule {
    /**
     * Anonymous callers are served whatever FEATURE_ANONYMOUS_ACCESS says. Source: contract
     * neighbours 2.1, 2.2 and 10, sessions 3.3.
     */
    ANONYMOUS_ALWAYS,

    /** A write that is served while the registry is read-only. Source: contract sessions 1.5. */
    WHILE_READ_ONLY,

    /** A write that takes a CSRF token even without a session. Source: contract sessions 1.3. */
    CSRF_TOKEN_ALWAYS,

    /** A write that takes no CSRF token: there can be no user yet. Source: sessions 1.3. */
    CSRF_TOKEN_NEVER,

    /** An operation of the API whose callers are no users and bring credentials of their own. */
    OWN_CREDENTIALS,

    /** A page beside the API where the session's cookie counts. Source: contract sessions 1.1. */
    SESSION_COOKIE
  }
}
