package dev.wharfinger.accounts.application;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.security.Scope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The authorization request of a client (RFC 6749 4.1.1 and 4.2.1, RFC 7636 4.3).
 *
 * @param responseType {@code code} if the client sends none
 */
record AuthorizationRequest(
    Optional<String> clientId,
    Optional<String> redirectUri,
    Optional<String> scope,
    String responseType,
    Optional<String> state,
    Optional<String> assignment,
    Optional<String> challenge,
    Optional<String> challengeMethod) {

  static final String CODE = "code";
  static final String TOKEN = "token";

  /** Parses it. */
  static AuthorizationRequest of(OAuthForm form) {
    return new AuthorizationRequest(
        form.value("client_id"),
        form.value("redirect_uri"),
        form.value("scope"),
        form.value("response_type").orElse(CODE),
        form.value("state"),
        form.value("assignment_uuid"),
        form.value("code_challenge"),
        form.value("code_challenge_method"));
  }

  /** The parameters as sent, for a form that sends them again. */
  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    clientId.ifPresent(value -> parameters.put("client_id", value));
    redirectUri.ifPresent(value -> parameters.put("redirect_uri", value));
    scope.ifPresent(value -> parameters.put("scope", value));
    parameters.put("response_type", responseType);
    state.ifPresent(value -> parameters.put("state", value));
    assignment.ifPresent(value -> parameters.put("assignment_uuid", value));
    challenge.ifPresent(value -> parameters.put("code_challenge", value));
    challengeMethod.ifPresent(value -> parameters.put("code_challenge_method", value));
    return parameters;
  }

  /** The requested scopes; empty if there are none or any word is not a scope. */
  Optional<Set<Scope>> scopes(boolean superUsers) {
    return scope
        .flatMap(Scope::parse)
        .filter(wanted -> superUsers || !wanted.contains(Scope.SUPER_USER));
  }

  /** Refuses a request for an assigned token that has another form than those tokens require. */
  void refuseAssignment(boolean assignmentsOn) {
    if (assignment.isPresent() && !(assignmentsOn && responseType.equals(TOKEN))) {
      throw new ApiException(ApiError.BAD_REQUEST);
    }
  }
}
