package dev.wharfinger.accounts.restoration;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.Errors;
import dev.wharfinger.platform.text.Excerpt;
import jakarta.inject.Singleton;

/** What clients are told of rejected restorations. Source: docs/history.md. */
@Singleton
class RestorationErrors implements Errors<RestorationRejection> {

  private static final int CONFLICT = 409;

  @Override
  public Class<RestorationRejection> reasons() {
    return RestorationRejection.class;
  }

  @Override
  public ApiError of(RestorationRejection reason) {
    return switch (reason) {
      case RestorationRejection.NameTaken(String name) ->
          ApiError.message(CONFLICT, "The name is taken: " + Excerpt.of(name));
      case RestorationRejection.Incomplete(RestorationEvent.LeftOut first, int count) ->
          ApiError.message(
              CONFLICT,
              "Cannot be restored: %d of its parts, one of them %s, because of the %s %s"
                  .formatted(count, first.part(), first.kind(), Excerpt.of(first.name())));
      case RestorationRejection.Simple.IS_THERE ->
          ApiError.message(CONFLICT, "It has been restored already, and has another name now");
      case RestorationRejection.Simple.USER_ERASED ->
          ApiError.message(CONFLICT, "Deleted users are erased and cannot be restored");
      case RestorationRejection.Simple.ROBOTS_DISALLOWED ->
          ApiError.invalidRequest(
              "Robot accounts have been disabled. Please contact your administrator.");
      case RestorationRejection.Simple.TOO_LARGE -> ApiError.TOO_LARGE;
    };
  }
}
