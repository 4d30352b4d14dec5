package dev.wharfinger.platform.http;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of problem objects, each with its status and texts. Source: contract common 4.1. */
public enum ProblemType {
  INVALID_REQUEST(
      "invalid_request",
      400,
      "",
      "The request was invalid. It may have contained invalid values or was improperly"
          + " formatted."),
  INVALID_RESPONSE("invalid_response", 400, "", "The response was invalid."),
  INVALID_TOKEN(
      "invalid_token", 401, "Requires authentication", "The access token provided was invalid."),
  FRESH_LOGIN_REQUIRED(
      "fresh_login_required",
      401,
      "Requires fresh login",
      "The action requires a fresh login to succeed."),
  EXPIRED_TOKEN("expired_token", 401, "", "The access token provided has expired."),
  EXCEEDS_LICENSE(
      "exceeds_license",
      402,
      "Payment Required",
      "The action was refused because the current license does not allow it."),
  INSUFFICIENT_SCOPE(
      "insufficient_scope",
      403,
      "Unauthorized",
      "The access token did not have sufficient scope to access the requested resource."),
  NOT_FOUND("not_found", 404, "Not Found", "The resource was not found."),
  TAG_IMMUTABLE(
      "tag_immutable", 409, "", "The tag is immutable and cannot be modified or deleted."),
  TOKEN_ROTATION_FAILED("token_rotation_failed", 500, "", "Token rotation failed."),
  EXTERNAL_SERVICE_TIMEOUT(
      "external_service_timeout",
      520,
      "",
      "An external service timed out. Retrying the request may resolve the issue."),
  DOWNSTREAM_ISSUE("downstream_issue", 520, "", "An error occurred in a downstream service.");

  private static final Map<String, ProblemType> BY_TYPE =
      Arrays.stream(values()).collect(Collectors.toMap(ProblemType::type, Function.identity()));

  private final String type;
  private final int status;
  private final String detail;
  private final String description;

  ProblemType(String type, int status, String detail, String description) {
    this.type = type;
    this.status = status;
    this.detail = detail;
    this.description = description;
  }

  /** The name on the wire, {@code error_type}. */
  public String type() {
    return type;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The default text of an error; empty if every case has a text of its own. */
  public String detail() {
    return detail;
  }

  /** The explanation that {@code GET /api/v1/error/{type}} returns. */
  public String description() {
    return description;
  }

  /** The problem with that name on the wire. */
  public static Optional<ProblemType> of(String type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }
}
