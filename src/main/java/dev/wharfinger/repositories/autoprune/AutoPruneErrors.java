package dev.wharfinger.repositories.autoprune;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.Errors;
import jakarta.inject.Singleton;

/**
 * What clients are told of rejected auto-prune policies. Source: contract sessions 3.7,
 * repositories 3.
 */
@Singleton
class AutoPruneErrors implements Errors<AutoPruneRejection> {

  @Override
  public Class<AutoPruneRejection> reasons() {
    return AutoPruneRejection.class;
  }

  @Override
  public ApiError of(AutoPruneRejection reason) {
    return switch (reason) {
      case DUPLICATE -> duplicate("namespace");
      case DUPLICATE_IN_REPOSITORY -> duplicate("repository");
      case UNKNOWN_METHOD -> ApiError.invalidRequest("Invalid method provided");
      case INVALID_VALUE -> ApiError.invalidRequest("Invalid value given for method type");
      case BLANK_TAG_PATTERN -> ApiError.invalidRequest("tag_pattern cannot be empty");
    };
  }

  private static ApiError duplicate(String owner) {
    return ApiError.invalidRequest(
        "Existing policy with same values for this "
            + owner
            + ", duplicate policies are not permitted");
  }
}
