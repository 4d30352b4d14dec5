package dev.wharfinger.repositories.proxycache;

import static dev.wharfinger.platform.account.Entities.namespace;

import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.repositories.proxycache.ProxyCacheEvent.ProxyCacheCreated;
import dev.wharfinger.repositories.proxycache.ProxyCacheEvent.ProxyCacheDeleted;
import jakarta.inject.Singleton;
import java.util.List;

/** Proxy caches of organizations. */
@Singleton
public final class ProxyCacheArea implements Area<ProxyCacheEvent> {

  @Override
  public Projector<ProxyCacheEvent> projector() {
    return new ProxyCacheProjector();
  }

  @Override
  public List<Class<? extends Rejection>> rejections() {
    return List.of(ProxyCacheRejection.class);
  }

  @Override
  public void audit(ProxyCacheEvent event, AuditTrail trail) {

    trail.belongsTo(event.organization().account());
    Entity cache = Entity.of("proxy-cache", namespace(event.organization().account()));
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
