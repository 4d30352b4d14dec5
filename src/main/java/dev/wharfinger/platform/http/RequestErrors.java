package dev.wharfinger.platform.http;

import jakarta.inject.Singleton;

/** What clients are told of the reasons that are rules of this API. */
@Singleton
class RequestErrors implements Errors<RequestRejection> {

  @Override
  public Class<RequestRejection> reasons() {
    return RequestRejection.class;
  }

  @Override
  public ApiError of(RequestRejection reason) {
    return switch (reason) {
      case RequestRejection.InvalidBody(ApiError error) -> error;
      case RequestRejection.ListFull(int most, String list) ->
          ApiError.invalidRequest("There can be at most %d %s".formatted(most, list));
    };
  }
}
