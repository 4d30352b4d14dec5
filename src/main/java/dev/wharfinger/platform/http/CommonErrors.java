package dev.wharfinger.platform.http;

import dev.wharfinger.platform.journal.CommonRejection;
import jakarta.inject.Singleton;

/** What clients are told of the reasons that all areas have in common. Source: common 2.4, 4. */
@Singleton
class CommonErrors implements Errors<CommonRejection> {

  @Override
  public Class<CommonRejection> reasons() {
    return CommonRejection.class;
  }

  @Override
  public ApiError of(CommonRejection reason) {
    return switch (reason) {
      case NOT_SIGNED_IN -> ApiError.problem(ProblemType.INVALID_TOKEN);
      case NOT_PERMITTED -> ApiError.problem(ProblemType.INSUFFICIENT_SCOPE);
      case NOT_FOUND -> ApiError.notFound();
    };
  }
}
