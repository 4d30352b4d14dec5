package dev.wharfinger.accounts.application;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.Errors;
import dev.wharfinger.platform.text.Excerpt;
import jakarta.inject.Singleton;

/**
 * What clients are told of rejected commands on applications. Source: organization 2, sessions 4.
 */
@Singleton
class ApplicationErrors implements Errors<ApplicationRejection> {

  @Override
  public Class<ApplicationRejection> reasons() {
    return ApplicationRejection.class;
  }

  @Override
  public ApiError of(ApplicationRejection reason) {
    return switch (reason) {
      case ApplicationRejection.InvalidScope(String scope) ->
          ApiError.message("Invalid scope: " + Excerpt.of(scope));
      case ApplicationRejection.TooManyTokens(long most) ->
          ApiError.message(
              "Token limit reached: maximum %d non-expired tokens per application".formatted(most));
      case ApplicationRejection.Simple.RESERVED_NAME ->
          ApiError.invalidRequest("Application name is reserved for bootstrap token provisioning");
      case ApplicationRejection.Simple.EMPTY_TOKEN_NAME ->
          ApiError.message("'name' must not be empty");
      case ApplicationRejection.Simple.UNKNOWN_CLIENT_OR_USER -> ApiError.NO_SUCH_PAGE;
      case ApplicationRejection.Simple.NOT_ADMINISTRATOR -> ApiError.FORBIDDEN;
    };
  }
}
