package dev.wharfinger.proxycache;

import static dev.wharfinger.account.Entities.namespace;

import dev.wharfinger.journal.Area;
import dev.wharfinger.journal.AuditTrail;
import dev.wharfinger.journal.AuditTrail.Entity;
import dev.wharfinger.journal.Projector;
import dev.wharfinger.proxycache.ProxyCacheEvent.ProxyCacheCreated;
import dev.wharfinger.proxycache.ProxyCacheEvent.ProxyCacheDeleted;
import jakarta.inject.Singleton;

/** Proxy caches of organizations. */
@Singleton
public final class ProxyCacheArea implements Area<ProxyCacheEvent> {

  @Override
  public Projector<ProxyCacheEvent> projector() {
    return new ProxyCacheProjector();
  }

  @Override
  public void audit(ProxyCacheEvent event, AuditTrail trail) {

    trail.belongsTo(event.organization());
    Entity cache = Entity.of("proxy-cache", namespace(event.organization()));
    switch (event) {
      case ProxyCacheCreated created ->
          trail
              .put(cache)
              .set("upstreamRegistry", created.upstreamRegistry())
              .set("username", created.username())
              .set("password", created.password())
              .set("expirationSeconds", created.expirationSeconds())
              .set("insecure", created.insecure());
      case ProxyCacheDeleted _ -> trail.end(cache);
    }
  }
}
