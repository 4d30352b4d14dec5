package dev.wharfinger.repositories.proxycache;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.Errors;
import dev.wharfinger.platform.text.Excerpt;
import jakarta.inject.Singleton;

/** What clients are told of rejected proxy caches. Source: contract organization 2.16, 2.17. */
@Singleton
class ProxyCacheErrors implements Errors<ProxyCacheRejection> {

  @Override
  public Class<ProxyCacheRejection> reasons() {
    return ProxyCacheRejection.class;
  }

  @Override
  public ApiError of(ProxyCacheRejection reason) {
    return switch (reason) {
      case ProxyCacheRejection.NoOrganization(String organization) ->
          ApiError.message("Organization does not exist: " + Excerpt.of(organization));
      case ProxyCacheRejection.AddressRefused(String why) -> ApiError.invalidRequest(why);
      case ProxyCacheRejection.Simple.ALREADY_CONFIGURED ->
          ApiError.invalidRequest("Proxy Cache Configuration already exists");
      case ProxyCacheRejection.Simple.HAS_IMMUTABLE_TAGS ->
          ApiError.invalidRequest(
              "Cannot convert organization to proxy cache: immutable tags exist");
      case ProxyCacheRejection.Simple.NOT_CONFIGURABLE ->
          ApiError.invalidRequest("Error while creating Proxy cache configuration");
    };
  }
}
