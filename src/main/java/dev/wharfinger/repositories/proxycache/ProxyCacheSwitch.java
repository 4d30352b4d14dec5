package dev.wharfinger.repositories.proxycache;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Whether the routes are enabled. Source: contract organization 0.5. */
@Singleton
class ProxyCacheSwitch {

  private final boolean on;

  @Inject
  ProxyCacheSwitch(Settings settings) {
    this.on = settings.featureProxyCache();
  }

  /** Without FEATURE_PROXY_CACHE the page does not exist. */
  void requireOn() {
    if (!on) {
      throw new ApiException(ApiError.notFound());
    }
  }
}
