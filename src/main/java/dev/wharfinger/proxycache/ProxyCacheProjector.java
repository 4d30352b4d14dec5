package dev.wharfinger.proxycache;

import dev.wharfinger.journal.Fact;
import dev.wharfinger.journal.Projector;
import dev.wharfinger.journal.Rows;
import dev.wharfinger.log.LogEntry;
import dev.wharfinger.proxycache.ProxyCacheEvent.ProxyCacheCreated;
import dev.wharfinger.proxycache.ProxyCacheEvent.ProxyCacheDeleted;
import dev.wharfinger.vault.Personal;
import org.jspecify.annotations.Nullable;

/** Proxy caches as rows; the credentials stay under the vault's seal. */
public final class ProxyCacheProjector implements Projector<ProxyCacheEvent> {

  @Override
  public Class<ProxyCacheEvent> events() {
    return ProxyCacheEvent.class;
  }

  @Override
  public void project(ProxyCacheEvent event, Fact fact, Rows rows) {
    switch (event) {
      case ProxyCacheCreated created -> {
        rows.insert(
            "proxy_cache (organization, upstream_registry, sealed_username, sealed_password,"
                + " sealed_for, expiration_s, insecure)",
            created.organization(),
            created.upstreamRegistry(),
            sealed(created.username()),
            sealed(created.password()),
            created.sealedFor(),
            created.expirationSeconds(),
            created.insecure());
        LogEntry.of("create_proxy_cache_config")
            .with("upstream_registry", created.upstreamRegistry())
            .on(created.organization(), fact, rows);
      }
      case ProxyCacheDeleted deleted -> {
        rows.change("DELETE FROM proxy_cache WHERE organization = $1", deleted.organization());
        LogEntry.of("delete_proxy_cache_config").on(deleted.organization(), fact, rows);
      }
    }
  }

  private static @Nullable String sealed(@Nullable Personal credential) {
    return switch (credential) {
      case null -> null;
      case Personal.Known known -> known.value();
      case Personal.Erased _ -> null;
      case Personal.Sealed _ -> throw new IllegalStateException("a sealed value is not open");
    };
  }
}
