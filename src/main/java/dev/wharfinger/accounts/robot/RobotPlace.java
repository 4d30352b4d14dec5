package dev.wharfinger.accounts.robot;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Excerpt;
import dev.wharfinger.platform.security.Caller;
import java.util.Optional;

/**
 * Whose robots a request is about: an organization's, or the caller's own.
 *
 * @param organization its name; empty for the caller himself
 */
record RobotPlace(Caller.User caller, Optional<String> organization) {

  /** The robots of an organization; who may what is found out with it. */
  static RobotPlace in(String organization, ApiRequest call) {
    return new RobotPlace(call.requireUser(), Optional.of(organization));
  }

  /** The same, if the token has the operation's scope. */
  static RobotPlace inScope(String organization, ApiRequest call) {
    return new RobotPlace(call.requireUserInScope(), Optional.of(organization));
  }

  /** The caller's own robots, if the token has the operation's scope. */
  static RobotPlace own(ApiRequest call) {
    return new RobotPlace(call.requireUserInScope(), Optional.empty());
  }

  /** The refusal where there is no such organization. */
  ApiError missing() {
    return ApiError.message("Organization does not exist: " + Excerpt.of(ownerName()));
  }

  /** Where one of its robots is read, below the API's root. */
  String path(String shortName) {
    return organization.map(name -> "organization/" + name).orElse("user") + "/robots/" + shortName;
  }

  /** The name that the names of its robots begin with. */
  String ownerName() {
    return organization.orElse(caller.name());
  }
}
