package dev.wharfinger.repositories.quota;

import static dev.wharfinger.platform.account.Entities.quota;
import static dev.wharfinger.platform.account.Entities.quotaLimit;

import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaChanged;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaCreated;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaDeleted;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaLimitChanged;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaLimitCreated;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaLimitDeleted;
import jakarta.inject.Singleton;
import java.util.List;

/** Quotas of namespaces, with their limits. */
@Singleton
public final class QuotaArea implements Area<QuotaEvent> {

  @Override
  public Projector<QuotaEvent> projector() {
    return new QuotaProjector();
  }

  @Override
  public List<Class<? extends Rejection>> rejections() {
    return List.of(QuotaRejection.class);
  }

  @Override
  public void audit(QuotaEvent event, AuditTrail trail) {

    trail.belongsTo(event.namespace());
    switch (event) {
      case QuotaCreated created ->
          trail.put(quota(created.quota())).set("limitBytes", created.limitBytes());
      case QuotaChanged changed ->
          trail.put(quota(changed.quota())).set("limitBytes", changed.limitBytes());
      case QuotaDeleted deleted -> trail.end(quota(deleted.quota()));
      case QuotaLimitCreated created ->
          trail
              .put(quotaLimit(created.limit()))
              .set("quota", quota(created.quota()))
              .set("type", created.type())
              .set("percent", created.percent());
      case QuotaLimitChanged changed ->
          trail
              .put(quotaLimit(changed.limit()))
              .set("quota", quota(changed.quota()))
              .set("type", changed.type())
              .set("percent", changed.percent());
      case QuotaLimitDeleted deleted -> trail.end(quotaLimit(deleted.limit()));
    }
  }
}
