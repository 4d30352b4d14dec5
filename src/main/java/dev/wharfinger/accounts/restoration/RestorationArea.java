package dev.wharfinger.accounts.restoration;

import static dev.wharfinger.platform.account.Entities.account;
import static dev.wharfinger.platform.account.Entities.accountPermission;
import static dev.wharfinger.platform.account.Entities.application;
import static dev.wharfinger.platform.account.Entities.namespace;
import static dev.wharfinger.platform.account.Entities.prototype;
import static dev.wharfinger.platform.account.Entities.quota;
import static dev.wharfinger.platform.account.Entities.quotaLimit;
import static dev.wharfinger.platform.account.Entities.repository;
import static dev.wharfinger.platform.account.Entities.team;
import static dev.wharfinger.platform.account.Entities.teamMember;
import static dev.wharfinger.platform.account.Entities.teamPermission;

import dev.wharfinger.accounts.restoration.RestorationEvent.DefaultPermission;
import dev.wharfinger.accounts.restoration.RestorationEvent.Named;
import dev.wharfinger.accounts.restoration.RestorationEvent.OrganizationRepositoriesRestored;
import dev.wharfinger.accounts.restoration.RestorationEvent.OrganizationRestored;
import dev.wharfinger.accounts.restoration.RestorationEvent.Permission;
import dev.wharfinger.accounts.restoration.RestorationEvent.Policy;
import dev.wharfinger.accounts.restoration.RestorationEvent.RepositoryRestored;
import dev.wharfinger.accounts.restoration.RestorationEvent.Robot;
import dev.wharfinger.accounts.restoration.RestorationEvent.RobotRestored;
import dev.wharfinger.accounts.restoration.RestorationEvent.TeamRestored;
import dev.wharfinger.accounts.restoration.RestorationEvent.Terms;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.AuditTrail.Put;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rejection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was deleted and is there again. */
@Singleton
public final class RestorationArea implements Area<RestorationEvent> {

  @Override
  public Projector<RestorationEvent> projector() {
    return new RestorationProjector();
  }

  @Override
  public List<Class<? extends Rejection>> rejections() {
    return List.of(RestorationRejection.class);
  }

  @Override
  public void audit(RestorationEvent event, AuditTrail trail) {
    trail.belongsTo(event.namespace());
    switch (event) {
      case OrganizationRestored restored ->
          trail
              .put(account(restored.namespace()))
              .set("name", restored.name())
              .set("email", restored.email())
              .set("emailStandIn", restored.emailStandIn())
              .set("tagExpirationSeconds", restored.tagExpirationSeconds())
              .set("kind", "ORGANIZATION")
              .set("invoiceEmail", restored.invoiceEmail())
              .set("invoiceAddress", restored.invoiceAddress());
      case TeamRestored _, RobotRestored _, RepositoryRestored _ -> {}
      case OrganizationRepositoriesRestored _ -> {}
    }
    audit(event.namespace(), event.content(), trail);
  }

  private static void audit(AccountId namespace, RestoredContent content, AuditTrail trail) {
    content
        .teams()
        .forEach(it ->
            trail
                .put(team(it.id()))
                .set("name", it.name())
                .set("role", it.role())
                .set("description", it.description()));
    content.robots().forEach(it -> audit(it, trail));
    content
        .repositories()
        .forEach(it ->
            trail
                .put(repository(it.id()))
                .set("name", it.name())
                .set("isPublic", it.isPublic())
                .set("description", it.description())
                .set("statusToken", it.statusToken())
                .set("state", it.state()));
    content
        .members()
        .forEach(it -> {
          Put put = trail.put(teamMember(it.team(), it.account())).set("membership", it.id());
          if (it.name() != null) {
            put.set("name", it.name());
          }
        });
    content.permissions().forEach(it -> audit(it, trail));
    content.defaultPermissions().forEach(it -> audit(it, trail));
    content
        .policies()
        .forEach(it -> {
          Put put = trail.put(Entity.of(it.kind().word(), it.uuid())).set("terms", terms(it));
          if (it.repository() != null) {
            put.set("repository", repository(it.repository()));
          }
        });
    content.quotas().forEach(it -> trail.put(quota(it.id())).set("limitBytes", it.limitBytes()));
    content
        .quotaLimits()
        .forEach(it ->
            trail
                .put(quotaLimit(it.id()))
                .set("quota", quota(it.quota()))
                .set("type", it.type())
                .set("percent", it.percent()));
    content
        .proxyCaches()
        .forEach(it ->
            trail
                .put(Entity.of("proxy-cache", namespace(namespace)))
                .set("upstreamRegistry", it.upstreamRegistry())
                .set("username", null)
                .set("password", null)
                .set("expirationSeconds", it.expirationSeconds())
                .set("insecure", it.insecure()));
    content
        .applications()
        .forEach(it ->
            trail
                .put(application(it.id()))
                .set("clientId", it.clientId())
                .set("clientSecret", it.clientSecret())
                .set("name", it.name())
                .set("description", it.description())
                .set("applicationUri", it.applicationUri())
                .set("redirectUri", it.redirectUri())
                .set("avatarEmail", it.avatarEmail()));
  }

  private static void audit(Robot robot, AuditTrail trail) {
    Put put =
        trail
            .put(account(robot.id()))
            .set("name", robot.shortName())
            .set("emailStandIn", robot.emailStandIn())
            .set("token", robot.token())
            .set("description", robot.description())
            .set("metadata", robot.metadata())
            .set("kind", "ROBOT");
    if (!robot.identities().isEmpty()) {
      put.set("identities", robot.identities());
    }
  }

  private static void audit(Permission it, AuditTrail trail) {
    if (it.account() != null) {
      trail
          .put(accountPermission(it.repository(), it.account()))
          .set("permission", it.id())
          .set("role", it.role());
    }
    if (it.team() != null) {
      trail
          .put(teamPermission(it.repository(), it.team()))
          .set("permission", it.id())
          .set("role", it.role());
    }
  }

  private static void audit(DefaultPermission it, AuditTrail trail) {
    trail
        .put(prototype(it.uuid()))
        .set("activatingUser", it.activatingUser())
        .set("delegateAccount", it.delegateAccount())
        .set("delegateTeam", it.delegateTeam())
        .set("role", it.role())
        .partOf(owner(it.activatingUser()))
        .partOf(owner(it.delegateAccount()))
        .partOf(it.delegateTeam() == null ? null : team(it.delegateTeam().id()));
  }

  private static @Nullable Entity owner(@Nullable Named account) {
    return account == null ? null : account(account.id());
  }

  private static Object terms(Policy policy) {
    Terms terms = policy.terms();
    return switch (policy.kind()) {
      case AUTO_PRUNE -> terms;
      case IMMUTABILITY ->
          new NamePattern(Objects.requireNonNull(terms.tagPattern()), terms.tagPatternMatches());
    };
  }

  /** The content of an immutability policy, as the feed tells it. */
  private record NamePattern(String tagPattern, boolean tagPatternMatches) {}
}
