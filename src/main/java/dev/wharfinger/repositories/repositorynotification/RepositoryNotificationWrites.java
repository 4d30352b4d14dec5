package dev.wharfinger.repositories.repositorynotification;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.CheckedBody;
import dev.wharfinger.platform.http.OneMore;
import dev.wharfinger.platform.http.PathId;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Outcome;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.repositories.repository.RepositoryName;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationCommand.Action;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationCommand.Create;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationCommand.OnExisting;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.RepositoryNotificationCreated;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Turns requests into commands, with the checks in their order. Source: contract repositories 6.1.
 */
@Singleton
class RepositoryNotificationWrites {

  /** An id that no notification has. */
  static final UUID NOTHING = new UUID(0, 0);

  @Bound(
      of = "notifications of a repository",
      unit = "notifications",
      beyond = "400",
      test = "PageBytesApiTest.refusesTheFirstNotificationTooMany")
  static final int MOST = 100;

  private final Writes writes;
  private final Set<String> forbiddenHosts;

  @Inject
  RepositoryNotificationWrites(Writes writes, Settings settings) {
    this.writes = writes;
    this.forbiddenHosts =
        settings.webhookHostnameBlacklist().stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Creates a notification; returns its id. */
  Uni<UUID> create(ApiRequest request, RepositoryName repository) {
    CheckedBody body = request.checkedBody(WantedNotification.BODY);
    Caller.User caller = request.requireUser();
    WriteRequest write = writes.begin(request);
    UUID notification = write.draw().uuid("notification");
    Create create = new Create(repository, caller, notification, body, forbiddenHosts);
    return writes
        .submit(write, Writes.actor(request, caller), limited(create))
        .map(done -> writes.drawn(write, done).uuid("notification"));
  }

  private static OneMore<Create.State> limited(Create create) {
    return new OneMore<>(
        create,
        Set.of(RepositoryNotificationCreated.class),
        "notifications of a repository",
        """
        SELECT FROM repository_notification x JOIN repository r ON r.id = x.repository
        JOIN namespace n ON n.id = r.namespace WHERE n.name = $1 AND r.name = $2\
        """,
        List.of(create.repository().namespace(), create.repository().name()),
        MOST);
  }

  /** Deletes or resets a notification. */
  Uni<Outcome.Done> change(
      ApiRequest request, RepositoryName repository, String notification, Action action) {
    Caller.User caller = request.requireUser();
    UUID uuid = PathId.uuid(notification).orElse(NOTHING);
    return writes.submit(
        request, caller, new OnExisting(repository, caller, notification, uuid, action));
  }
}
