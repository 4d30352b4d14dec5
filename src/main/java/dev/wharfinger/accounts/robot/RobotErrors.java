package dev.wharfinger.accounts.robot;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.Errors;
import dev.wharfinger.platform.text.Excerpt;
import jakarta.inject.Singleton;

/** What clients are told of rejected commands on robots. Source: contract neighbours 5. */
@Singleton
class RobotErrors implements Errors<RobotRejection> {

  /** The refusal for a robot that does not exist; clients expect this instead of a 404. */
  static final ApiError UNKNOWN = ApiError.message("Could not find robot with specified username");

  /** The refusal if there is no such organization. */
  static ApiError noOrganization(String organization) {
    return ApiError.message("Organization does not exist: " + Excerpt.of(organization));
  }

  @Override
  public Class<RobotRejection> reasons() {
    return RobotRejection.class;
  }

  @Override
  public ApiError of(RobotRejection reason) {
    return switch (reason) {
      case RobotRejection.NoOrganization(String organization) -> noOrganization(organization);
      case RobotRejection.InvalidName(String shortName, String issue) ->
          ApiError.invalidRequest(
              "The name for the robot '%s' is invalid: %s".formatted(Excerpt.of(shortName), issue));
      case RobotRejection.AlreadyExists(String owner, String shortName) ->
          ApiError.invalidRequest("Existing robot with name: " + owner + "+" + shortName);
      case RobotRejection.Simple.UNKNOWN -> UNKNOWN;
      case RobotRejection.Simple.DISALLOWED ->
          ApiError.invalidRequest(
              "Robot accounts have been disabled. Please contact your administrator.");
      case RobotRejection.Simple.INCOMPLETE_IDENTITY ->
          ApiError.invalidRequest("Missing one or more required fields (issuer, subject)");
      case RobotRejection.Simple.ISSUER_IS_NO_URL ->
          ApiError.invalidRequest("Issuer must be a URL (http:// or https://)");
      case RobotRejection.Simple.DUPLICATE_IDENTITY ->
          ApiError.invalidRequest("Duplicate federation config entry");
      case RobotRejection.Simple.MIRRORS ->
          ApiError.invalidRequest("Robot is being used by a mirror");
    };
  }
}
