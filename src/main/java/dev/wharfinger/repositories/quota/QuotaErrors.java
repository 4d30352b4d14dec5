package dev.wharfinger.repositories.quota;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.Errors;
import dev.wharfinger.platform.text.Excerpt;
import dev.wharfinger.repositories.quota.QuotaEvent.Family;
import jakarta.inject.Singleton;
import java.math.BigInteger;

/** What clients are told of rejected commands on quotas. Source: superuser 4, neighbours 3. */
@Singleton
class QuotaErrors implements Errors<QuotaRejection> {

  private static final String THRESHOLD = "Quota limit threshold must be between 1 and 100";

  @Override
  public Class<QuotaRejection> reasons() {
    return QuotaRejection.class;
  }

  @Override
  public ApiError of(QuotaRejection reason) {
    return switch (reason) {
      case QuotaRejection.AlreadyExists(Family family, String account) ->
          ApiError.invalidRequest(exists(family, account));
      case QuotaRejection.SizeTooSmall(BigInteger bytes) ->
          ApiError.invalidRequest(
              "Invalid quota size limit value: '" + Excerpt.of(bytes.toString()) + "'");
      case QuotaRejection.SizeUnreadable(Family family) ->
          ApiError.invalidRequest(unreadable(family));
      case QuotaRejection.Simple.SIZE_TOO_LARGE ->
          ApiError.invalidRequest("Unsupported quota size limit.");
      case QuotaRejection.Simple.NO_SIZE -> ApiError.BAD_REQUEST;
      case QuotaRejection.Simple.LIMIT_ALREADY_EXISTS ->
          ApiError.invalidRequest("Quota limit already exists");
      case QuotaRejection.Simple.UNKNOWN_LIMIT_TYPE ->
          ApiError.message("Quota type must be one of [Warning, Reject]");
      case QuotaRejection.Simple.NO_THRESHOLD -> ApiError.invalidRequest(THRESHOLD);
      case QuotaRejection.Simple.THRESHOLD_OUT_OF_RANGE -> ApiError.message(THRESHOLD);
    };
  }

  private static String exists(Family family, String account) {
    return switch (family) {
      case SUPERUSER -> "Quota for '" + account + "' already exists";
      case ORGANIZATION -> "Organization quota for '" + account + "' already exists";
    };
  }

  private static String unreadable(Family family) {
    return switch (family) {
      case SUPERUSER -> "Invalid limit format";
      case ORGANIZATION -> "Invalid limit format, use a number followed by a unit (e.g. 1GiB)";
    };
  }
}
