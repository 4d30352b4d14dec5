package dev.wharfinger.repositories.quota;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Whether the quota routes are enabled, and the format of their ids. Source: contract common 11.
 */
@Singleton
class QuotaSwitch {

  /** An id that no row has. */
  private static final long NOTHING = -1;

  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

  private final boolean on;

  @Inject
  QuotaSwitch(Settings settings) {
    this.on =
        settings.featureSuperUsers()
            && settings.featureQuotaManagement()
            && settings.featureEditQuota();
  }

  /** Without the features these pages do not exist. */
  void requireOn() {
    if (!on) {
      throw new ApiException(ApiError.notFound());
    }
  }

  /** The id in a path; text that is not a number matches no quota. */
  static long id(String text) {
    return ID.matcher(text).matches() ? Long.parseLong(text) : NOTHING;
  }
}
