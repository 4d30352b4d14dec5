package dev.wharfinger.platform.http;

import dev.wharfinger.platform.security.Scope;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Everything there is to tell about an operation beside its route: what the OpenAPI document says
 * of it, and what the checks before it hold requests to. It stands on the operation's method, whose
 * name is the operationId; so the checks follow the route that was matched, however its path was
 * spelled. The build fails on an operation without it, on an operationId that is used twice, and on
 * a name that the document does not know.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ApiOperation {

  /** What the operation does, in one sentence. */
  String summary();

  /**
   * The scope that a token needs, at most one; none where any token does, or none at all. It is the
   * one that the document names and the one that {@link ApiRequest#requireUserInScope} asks for.
   */
  Scope[] scope() default {};

  /** The document's tag; empty for the first word of the path below {@link Api#ROOT}. */
  String tag() default "";

  /**
   * Whether {@code GET /discovery} leaves it out unless internal operations are asked for. Source:
   * contract neighbours 10.
   */
  boolean internal() default false;

  /** The query parameters, by their names among the components of the document. */
  String[] query() default {};

  /** Where the schema of the body is. */
  Body body() default @Body;

  /** The answers of success; those of failure follow from the route. */
  Answer[] answers() default {};

  /** How the checks before the operation differ from what they are for most. */
  Rule[] rules() default {};

  /** The schema of a body, which is also the one that the body is checked with. */
  @Target({})
  @interface Body {

    /** The class that has the schema; the operation's own class unless it is named. */
    Class<?> of() default void.class;

    /** The constant that is the schema. An operation whose own class lacks it takes no body. */
    String constant() default "BODY";

    /** Whether the operation does without a body as well. */
    boolean optional() default false;
  }

  /** An answer of success. */
  @Target({})
  @interface Answer {

    /** The HTTP status. */
    int status() default 200;

    /** The schema of the body, by its name among the components; empty for no body. */
    String schema() default "";
  }

  /** What else can be said of an operation. */
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
    SESSION_COOKIE,

    /** A page beside the API that scripts of trusted origins may read. Source: sessions 1.9. */
    READ_BY_SCRIPTS
  }
}
