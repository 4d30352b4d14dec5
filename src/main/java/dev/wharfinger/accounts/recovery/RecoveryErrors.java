package dev.wharfinger.accounts.recovery;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.Errors;
import jakarta.inject.Singleton;

/** What clients are told of rejected account recoveries. Source: contract sessions 5.1. */
@Singleton
class RecoveryErrors implements Errors<RecoveryRejection> {

  /** The same before and in the decision. */
  static final ApiError INVALID_CODE =
      ApiError.message(
          403, "Invalid recovery code: This code is invalid or may have already been used.");

  @Override
  public Class<RecoveryRejection> reasons() {
    return RecoveryRejection.class;
  }

  @Override
  public ApiError of(RecoveryRejection reason) {
    return switch (reason) {
      case INVALID_CODE -> INVALID_CODE;
    };
  }
}
