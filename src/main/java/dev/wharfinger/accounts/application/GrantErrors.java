package dev.wharfinger.accounts.application;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.Errors;
import jakarta.inject.Singleton;

/** What clients are told of rejected grants. Source: contract common 15, neighbours 1.4. */
@Singleton
class GrantErrors implements Errors<GrantRejection> {

  @Override
  public Class<GrantRejection> reasons() {
    return GrantRejection.class;
  }

  @Override
  public ApiError of(GrantRejection reason) {
    return switch (reason) {
      case UNKNOWN_CLIENT, FOREIGN_REDIRECT -> OAuthReplies.INVALID_REQUEST;
      case UNKNOWN_CLIENT_OF_TOKEN, CLIENT_NOT_ENTITLED -> OAuthReplies.TELL_UNAUTHORIZED_CLIENT;
      case UNSUPPORTED_RESPONSE_TYPE -> OAuthReplies.TELL_UNSUPPORTED_RESPONSE_TYPE;
      case INVALID_SCOPE -> OAuthReplies.TELL_INVALID_SCOPE;
      case INVALID_CHALLENGE -> OAuthReplies.TELL_INVALID_REQUEST;
      case INVALID_CODE, USER_CHANGED -> OAuthReplies.INVALID_GRANT;
    };
  }
}
