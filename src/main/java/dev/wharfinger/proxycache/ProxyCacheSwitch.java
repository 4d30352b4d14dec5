package dev.wharfinger.proxycache;

import dev.wharfinger.config.Settings;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Whether the routes are there. Source: contract organization 0.5. */
@Singleton
class ProxyCacheSwitch {

  private final boolean on;

  @Inject
  ProxyCacheSwitch(Settings settings) {
    this.on = settings.featureProxyCache();
  }

  /** Without FEATURE_PROXY_CACHE there is no such page. */
  void requireOn() {
    if (!on) {
      throw new RefusedException(Refusal.notFound());
    }
  }
}
