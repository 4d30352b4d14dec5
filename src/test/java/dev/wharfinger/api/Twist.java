package dev.wharfinger.api;

/** In what a generated request differs from a well-meant one. */
enum Twist {
  PATH_VARIABLE,
  PATH_TEXT,
  QUERY,
  BODY_VALUE,
  BODY_KEYS,
  BODY_BYTES,
  BODY_WHOLE,
  CONTENT_TYPE,
  METHOD,
  FRAMING,
  HEADERS,
  COOKIES,
  AUTHORIZATION,
  IDEMPOTENCY,
  CONDITIONS,
  FORWARDED
}
