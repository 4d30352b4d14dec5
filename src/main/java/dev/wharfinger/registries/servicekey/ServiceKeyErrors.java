package dev.wharfinger.registries.servicekey;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.Errors;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.text.Excerpt;
import jakarta.inject.Singleton;

/** What clients are told of rejected commands on service keys. Source: contract superuser 6. */
@Singleton
class ServiceKeyErrors implements Errors<ServiceKeyRejection> {

  @Override
  public Class<ServiceKeyRejection> reasons() {
    return ServiceKeyRejection.class;
  }

  @Override
  public ApiError of(ServiceKeyRejection reason) {
    return switch (reason) {
      case ServiceKeyRejection.InvalidFriendlyName(String name) ->
          ApiError.invalidRequest("Invalid service key friendly name: " + Excerpt.of(name));
      case ServiceKeyRejection.ImpossibleExpiration(String why) ->
          ApiError.invalidRequest("Invalid expiration date: " + why);
      case ServiceKeyRejection.Simple.INVALID_SERVICE_NAME -> ApiError.message("");
      case ServiceKeyRejection.Simple.CREATED_EXPIRED ->
          ApiError.invalidRequest("Expiration date cannot be in the past");
      case ServiceKeyRejection.Simple.CHANGED_TO_EXPIRED ->
          ApiError.invalidRequest("Cannot have an expiration date in the past");
      case ServiceKeyRejection.Simple.METADATA_TOO_LONG ->
          ApiError.invalidRequest(
              ApiError.tooLong("metadata", TextLengths.METADATA_BYTES, "bytes"));
    };
  }
}
