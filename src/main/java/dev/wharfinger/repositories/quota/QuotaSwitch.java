package dev.wharfinger.repositories.quota;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** Whether the quota routes are there, and what their ids look like. Source: contract common 11. */
@Singleton
class QuotaSwitch {

  /** No row has this id. */
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

  /** Without the features there is no such page. */
  void requireOn() {
    if (!on) {
      throw new ApiException(ApiError.notFound());
    }
  }

  /** The id in a path; what is no number is no quota's id. */
  static long id(String text) {
    return ID.matcher(text).matches() ? Long.parseLong(text) : NOTHING;
  }
}
