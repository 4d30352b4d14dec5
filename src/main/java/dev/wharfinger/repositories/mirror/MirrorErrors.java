package dev.wharfinger.repositories.mirror;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.Errors;
import dev.wharfinger.platform.text.Excerpt;
import jakarta.inject.Singleton;
import java.util.List;

/** What clients are told of rejected commands on mirrors. Source: contract repositories 9.1. */
@Singleton
class MirrorErrors implements Errors<MirrorRejection> {

  @Override
  public Class<MirrorRejection> reasons() {
    return MirrorRejection.class;
  }

  @Override
  public ApiError of(MirrorRejection reason) {
    return switch (reason) {
      case MirrorRejection.AlreadyConfigured(String namespace, String repository) ->
          ApiError.detail(
              409,
              "Mirror configuration already exits for repository "
                  + Excerpt.of(namespace + "/" + repository));
      case MirrorRejection.MalformedReference(MirrorReference.Fault fault) ->
          ApiError.invalidRequest("External registry reference " + fault.words());
      case MirrorRejection.Unresolvable(String host) ->
          ApiError.invalidRequest("Cannot resolve hostname '%s'".formatted(Excerpt.of(host)));
      case MirrorRejection.UnknownArchitectures(List<String> names) ->
          ApiError.detail(400, "Invalid architectures: " + Excerpt.of(String.join(", ", names)));
      case MirrorRejection.Simple simple -> of(simple);
    };
  }

  private static ApiError of(MirrorRejection.Simple reason) {
    return switch (reason) {
      case BLOCKED -> ApiError.invalidRequest("The provided registry location is not allowed");
      case MALFORMED_START ->
          ApiError.detail(400, "Incorrect DateTime format for sync_start_date.");
      case NEEDS_SPARSE_INDEXES ->
          ApiError.detail(
              400, "Architecture filtering requires FEATURE_SPARSE_INDEX to be enabled.");
      case PASSWORD_WITHOUT_USERNAME ->
          ApiError.detail(400, "Unable to set a new password without also specifying a username.");
      case PASSWORD_FOR_NO_USERNAME ->
          ApiError.detail(400, "Unable to delete username while setting a password.");
      case MALFORMED_PROXY ->
          ApiError.invalidRequest("A proxy must be an HTTP address without credentials");
      case NO_TAGS ->
          ApiError.invalidRequest(
              "validation failed: rule_value for TAG_GLOB_CSV must be a list with at least one"
                  + " rule");
      case UNKNOWN_ROBOT -> ApiError.message("Could not find robot with specified username");
      case ROBOT_OF_ANOTHER -> ApiError.message("Invalid robot");
    };
  }
}
