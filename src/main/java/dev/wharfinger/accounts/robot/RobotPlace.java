package dev.wharfinger.accounts.robot;

import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.security.Caller;
import java.util.Optional;

/**
 * Whose robots a request is about: an organization's, or the caller's own.
 *
 * @param organization its name; empty for the caller's own
 */
record RobotPlace(Caller.User caller, Optional<String> organization) {

  /** The robots of an organization; permissions are checked when they are read. */
  static RobotPlace in(String organization, ApiRequest request) {
    return new RobotPlace(request.requireUser(), Optional.of(organization));
  }

  /** The same, if the token has the operation's scope. */
  static RobotPlace inScope(String organization, ApiRequest request) {
    return new RobotPlace(request.requireUserInScope(), Optional.of(organization));
  }

  /** The caller's own robots, if the token has the operation's scope. */
  static RobotPlace own(ApiRequest request) {
    return new RobotPlace(request.requireUserInScope(), Optional.empty());
  }

  /** The path for reading one of its robots, below the API's root. */
  String path(String shortName) {
    return organization.map(name -> "organization/" + name).orElse("user") + "/robots/" + shortName;
  }

  /** The prefix of its robots' names. */
  String ownerName() {
    return organization.orElse(caller.name());
  }
}
