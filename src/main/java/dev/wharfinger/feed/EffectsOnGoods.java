package dev.wharfinger.feed;

import static dev.wharfinger.feed.Effect.end;
import static dev.wharfinger.feed.Effect.put;
import static dev.wharfinger.feed.Effects.on;

import dev.wharfinger.application.ApplicationEvent;
import dev.wharfinger.apptoken.AppTokenEvent;
import dev.wharfinger.export.LogExportEvent;
import dev.wharfinger.feed.Effect.Meaning;
import dev.wharfinger.journal.Event;
import dev.wharfinger.log.LogEvent;
import dev.wharfinger.permission.PermissionEvent;
import dev.wharfinger.quota.QuotaEvent;
import dev.wharfinger.registry.RegistryEvent;
import dev.wharfinger.repository.RepositoryEvent;
import dev.wharfinger.servicekey.ServiceKeyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What happens to what accounts have, and to the registry as a whole. */
final class EffectsOnGoods {

  private static final String ORGANIZATION = "organization";
  private static final String NAMESPACE = "namespace";
  private static final String ACCOUNT = "account";
  private static final String OWN = "account-permission";
  private static final String TOKEN = "access-token";
  private static final String KEY = "service-key";
  private static final String SIZE = "registry-size";
  private static final String MAIL = "mail";

  private EffectsOnGoods() {}

  static List<Map.Entry<Class<? extends Event>, Meaning>> all() {
    List<Map.Entry<Class<? extends Event>, Meaning>> all = new ArrayList<>();
    all.addAll(applications());
    all.addAll(repositories());
    all.addAll(quotas());
    all.addAll(registry());
    return all;
  }

  private static List<Map.Entry<Class<? extends Event>, Meaning>> applications() {
    Effect application = put("application", "application");
    Effect token = put(TOKEN, "token").taking("uuid", ACCOUNT, "application", "scope", "expires");
    return List.of(
        on(
            ApplicationEvent.AutomationApplicationCreated.class,
            "owner",
            application.taking("clientId", "clientSecret").with("name", "automation")),
        on(
            ApplicationEvent.ApplicationCreated.class,
            ORGANIZATION,
            application.taking(
                "clientId",
                "clientSecret",
                "name",
                "description",
                "applicationUri",
                "redirectUri",
                "avatarEmail")),
        on(
            ApplicationEvent.ApplicationChanged.class,
            ORGANIZATION,
            application.taking(
                "name", "description", "applicationUri", "redirectUri", "avatarEmail")),
        on(
            ApplicationEvent.ApplicationSecretReset.class,
            ORGANIZATION,
            application.taking("clientSecret")),
        on(
            ApplicationEvent.ApplicationDeleted.class,
            ORGANIZATION,
            end("application", "application")),
        on(ApplicationEvent.AccessTokenIssued.class, ACCOUNT, token),
        on(ApplicationEvent.AccessTokenRevoked.class, "", end(TOKEN, "token")),
        on(
            ApplicationEvent.ApplicationTokenCreated.class,
            ORGANIZATION,
            token.taking("uuid", ACCOUNT, "application", "name", "scope", "expires")),
        on(ApplicationEvent.ApplicationTokenRevoked.class, ORGANIZATION, end(TOKEN, "token")),
        on(
            ApplicationEvent.AuthorizationCodeIssued.class,
            ACCOUNT,
            put("authorization-code", "code")
                .taking(ACCOUNT, "application", "scope", "redirectUri", "expires")),
        on(ApplicationEvent.AuthorizationCodeRedeemed.class, "", end("authorization-code", "code")),
        on(
            AppTokenEvent.AppTokenCreated.class,
            ACCOUNT,
            put("app-token", "token").taking("uuid", ACCOUNT, "title", "code", "expires")),
        on(AppTokenEvent.AppTokenRevoked.class, ACCOUNT, end("app-token", "token")));
  }

  private static List<Map.Entry<Class<? extends Event>, Meaning>> repositories() {
    Effect repository = put("repository", "repository");
    String place = "place.repository";
    return List.of(
        on(
            RepositoryEvent.RepositoryCreated.class,
            NAMESPACE,
            repository
                .taking("name", "isPublic", "description", "statusToken")
                .with("state", "NORMAL"),
            put(OWN, "repository", ACCOUNT).taking("permission", "role").at("grants"),
            put("team-permission", "repository", "team").taking("permission", "role").at("grants")),
        on(
            RepositoryEvent.RepositoryDescriptionSet.class,
            NAMESPACE,
            repository.taking("description")),
        on(RepositoryEvent.RepositoryVisibilitySet.class, NAMESPACE, repository.taking("isPublic")),
        on(RepositoryEvent.RepositoryStateSet.class, NAMESPACE, repository.taking("state")),
        on(RepositoryEvent.RepositoryDeleted.class, NAMESPACE, end("repository", "repository")),
        on(
            PermissionEvent.AccountPermissionSet.class,
            "place.namespace",
            put(OWN, place, ACCOUNT).taking("permission", "role")),
        on(
            PermissionEvent.AccountPermissionRemoved.class,
            "place.namespace",
            end(OWN, place, ACCOUNT)),
        on(
            PermissionEvent.TeamPermissionSet.class,
            "place.namespace",
            put("team-permission", place, "team").taking("permission", "role")),
        on(
            PermissionEvent.TeamPermissionRemoved.class,
            "place.namespace",
            end("team-permission", place, "team")));
  }

  private static List<Map.Entry<Class<? extends Event>, Meaning>> quotas() {
    Effect quota = put("quota", "quota").taking("limitBytes");
    Effect limit = put("quota-limit", "limit").taking("quota", "type", "percent");
    return List.of(
        on(QuotaEvent.QuotaCreated.class, NAMESPACE, quota),
        on(QuotaEvent.QuotaChanged.class, NAMESPACE, quota),
        on(QuotaEvent.QuotaDeleted.class, NAMESPACE, end("quota", "quota")),
        on(QuotaEvent.QuotaLimitCreated.class, NAMESPACE, limit),
        on(QuotaEvent.QuotaLimitChanged.class, NAMESPACE, limit),
        on(QuotaEvent.QuotaLimitDeleted.class, NAMESPACE, end("quota-limit", "limit")));
  }

  private static List<Map.Entry<Class<? extends Event>, Meaning>> registry() {
    Effect key = put(KEY, "key");
    Effect size = put(SIZE);
    return List.of(
        on(
            ServiceKeyEvent.ServiceKeyCreated.class,
            "",
            key.taking("kid", "service", "name", "jwk", "metadata", "expires")),
        on(ServiceKeyEvent.ServiceKeyApproved.class, "", key.taking("approver", "notes")),
        on(ServiceKeyEvent.ServiceKeyExtended.class, "", key.taking("expires")),
        on(
            ServiceKeyEvent.ServiceKeyModified.class,
            "",
            key.taking("name", "metadata").layingOver("metadata")),
        on(ServiceKeyEvent.ServiceKeyDeleted.class, "", end(KEY, "key")),
        on(ServiceKeyEvent.ServiceKeyLapsed.class, "", end(KEY, "key")),
        on(RegistryEvent.RegistrySizeQueued.class, "", size.taking("run")),
        on(RegistryEvent.RegistrySizeRunStarted.class, "", size.taking("run", "attempt")),
        on(
            RegistryEvent.RegistrySizeComputed.class,
            "",
            size.taking("run", "sizeBytes", "completedMillis")),
        on(LogEvent.UsageLogsDropped.class, "", put("usage-logs").taking("droppedUntil=until")),
        on(
            LogExportEvent.LogExportRequested.class,
            NAMESPACE,
            put("log-export", "export")
                .taking("exportId", "requester", "start", "end", "callbackUrl", "callbackEmail")
                .with("ready", false)),
        on(LogExportEvent.LogExportRefused.class, NAMESPACE),
        on(
            LogExportEvent.LogExportFinished.class,
            "",
            put("log-export", "export").with("ready", true),
            put(MAIL, "mail.mail").taking("address=mail.address")));
  }
}
