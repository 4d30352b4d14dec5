package dev.wharfinger.repositories.export;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.Errors;
import jakarta.inject.Singleton;

/** What clients are told of rejected exports. Source: contract neighbours 9, sessions 3.6. */
@Singleton
class ExportErrors implements Errors<ExportRejection> {

  /** The same before and in the decision. */
  static final ApiError NO_ACCOUNT = ApiError.invalidRequest("Invalid export request");

  @Override
  public Class<ExportRejection> reasons() {
    return ExportRejection.class;
  }

  @Override
  public ApiError of(ExportRejection reason) {
    return switch (reason) {
      case NO_ACCOUNT -> NO_ACCOUNT;
      case TOO_MANY_WAITING -> ApiError.invalidRequest("Too many exports are waiting");
    };
  }
}
