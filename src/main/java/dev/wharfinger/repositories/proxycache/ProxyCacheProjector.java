package dev.wharfinger.repositories.proxycache;

import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.records.log.LogEntry;
import dev.wharfinger.repositories.proxycache.ProxyCacheEvent.ProxyCacheCreated;
import dev.wharfinger.repositories.proxycache.ProxyCacheEvent.ProxyCacheDeleted;
import org.jspecify.annotations.Nullable;

/** Projects proxy caches into rows; the credentials stay sealed. */
public final class ProxyCacheProjector implements Projector<ProxyCacheEvent> {

  @Override
  public Class<ProxyCacheEvent> events() {
    return ProxyCacheEvent.class;
  }

  @Override
  public void project(ProxyCacheEvent event, EventMetadata metadata, Rows rows) {
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
            .on(created.organization().account(), metadata, rows);
      }
      case ProxyCacheDeleted deleted -> {
        rows.update("DELETE FROM proxy_cache WHERE organization = $1", deleted.organization());
        LogEntry.of("delete_proxy_cache_config")
            .on(deleted.organization().account(), metadata, rows);
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
