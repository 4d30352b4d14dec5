package dev.wharfinger.registries.activity;

import dev.wharfinger.platform.config.Settings;
import java.util.Set;

/**
 * Namespaces of which less is logged. Source: contract metrics-and-config 2.1.
 *
 * @param entirely of which nothing is logged
 * @param pulls of which pulls are not logged
 */
record Unlogged(Set<String> entirely, Set<String> pulls) {

  Unlogged {
    entirely = Set.copyOf(entirely);
    pulls = Set.copyOf(pulls);
  }

  /** Those of this installation. */
  static Unlogged of(Settings settings) {
    return new Unlogged(settings.disabledForAuditLogs(), settings.disabledForPullLogs());
  }

  /** Whether an entry is not written. */
  boolean covers(String namespace, boolean pull) {
    return entirely.contains(namespace) || (pull && pulls.contains(namespace));
  }
}
