package dev.wharfinger.repositories.mirror;

import static dev.wharfinger.platform.account.Entities.account;
import static dev.wharfinger.platform.account.Entities.accountPermission;
import static dev.wharfinger.platform.account.Entities.repository;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.repositories.mirror.MirrorEvent.MirrorSyncCancelled;
import dev.wharfinger.repositories.mirror.MirrorEvent.MirrorSyncRequested;
import dev.wharfinger.repositories.mirror.MirrorEvent.Place;
import dev.wharfinger.repositories.mirror.MirrorEvent.RepositoryMirrorChanged;
import dev.wharfinger.repositories.mirror.MirrorEvent.RepositoryMirrorCreated;
import dev.wharfinger.repositories.mirror.MirrorEvent.RepositoryMirrorRobotSet;
import dev.wharfinger.repositories.mirror.MirrorEvent.Settings;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mirrors; they end with their repositories. */
@Singleton
public final class MirrorArea implements Area<MirrorEvent> {

  @Override
  public Projector<MirrorEvent> projector() {
    return new MirrorProjector();
  }

  @Override
  public List<Class<? extends Rejection>> rejections() {
    return List.of(MirrorRejection.class);
  }

  @Override
  public void audit(MirrorEvent event, AuditTrail trail) {
    Place place = event.place();
    trail.belongsTo(place.namespace());
    Entity mirror = Entity.of("repository-mirror", repository(place.repository()));
    switch (event) {
      case RepositoryMirrorCreated created -> {
        put(created.settings(), trail.put(mirror))
            .set("robot", account(created.robot()).id())
            .set("status", "NEVER_RUN");
        trail.put(repository(place.repository())).set("state", "MIRROR");
        permit(place, created.robot(), created.permission(), trail);
      }
      case RepositoryMirrorChanged changed -> put(changed.settings(), trail.put(mirror));
      case RepositoryMirrorRobotSet set -> {
        trail.put(mirror).set("robot", account(set.robot()).id());
        permit(place, set.robot(), set.permission(), trail);
      }
      case MirrorSyncRequested _ -> trail.put(mirror).set("status", "SYNC_NOW");
      case MirrorSyncCancelled _ -> trail.put(mirror).set("status", "CANCEL");
    }
  }

  @CanIgnoreReturnValue
  private static AuditTrail.Put put(Settings settings, AuditTrail.Put put) {
    return put.set("enabled", settings.enabled())
        .set("reference", settings.reference())
        .set("username", settings.username())
        .set("password", settings.password() == null ? null : settings.password().secret())
        .set("connection", settings.connection())
        .set("tags", settings.tags())
        .set("intervalSeconds", settings.intervalSeconds())
        .set("start", settings.start())
        .set("timeoutSeconds", settings.timeoutSeconds())
        .set("architectures", settings.architectures());
  }

  private static void permit(
      Place place, AccountId robot, @Nullable Long permission, AuditTrail trail) {
    if (permission != null) {
      trail
          .put(accountPermission(place.repository(), robot))
          .set("permission", permission)
          .set("role", Role.WRITE);
    }
  }
}
