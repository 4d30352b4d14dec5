package dev.wharfinger.registries.immutability;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.Errors;
import dev.wharfinger.platform.text.Excerpt;
import dev.wharfinger.registries.immutability.ImmutabilityRejection.InvalidPattern;
import dev.wharfinger.registries.immutability.ImmutabilityRejection.NoNamespace;
import dev.wharfinger.registries.immutability.ImmutabilityRejection.Simple;
import jakarta.inject.Singleton;

/** What clients are told of rejected immutability policies. Source: contract repositories 4. */
@Singleton
class ImmutabilityErrors implements Errors<ImmutabilityRejection> {

  @Override
  public Class<ImmutabilityRejection> reasons() {
    return ImmutabilityRejection.class;
  }

  @Override
  public ApiError of(ImmutabilityRejection reason) {
    return switch (reason) {
      case NoNamespace(String name) ->
          ApiError.message("Username does not exist: " + Excerpt.of(name));
      case InvalidPattern(String why) -> ApiError.invalidRequest("Invalid regex pattern: " + why);
      case Simple.BLANK_PATTERN ->
          ApiError.invalidRequest("tag_pattern is required and must be a non-empty string");
      case Simple.LONG_PATTERN ->
          ApiError.invalidRequest(
              "tag_pattern must be %d characters or less".formatted(WantedPolicy.MAX_PATTERN));
      case Simple.DUPLICATE ->
          ApiError.invalidRequest("A policy with the same tag_pattern already exists");
    };
  }
}
