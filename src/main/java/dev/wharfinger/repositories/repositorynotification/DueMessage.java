package dev.wharfinger.repositories.repositorynotification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.repositories.repository.RepositoryAddressView;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.TargetKind;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A message that is due, with its notification as it is now.
 *
 * @param job the number of its row
 * @param generation of the notification, whose failures count
 * @param key the key of the namespace's subject
 * @param about facts of the event, without names of accounts
 * @param performer the name of who did it; empty if it is not known
 */
record DueMessage(
    long job,
    UUID notification,
    long generation,
    boolean enabled,
    NotifiedEvent event,
    NotificationMethod method,
    JsonNode config,
    JsonNode eventConfig,
    Optional<To> to,
    RepositoryId repository,
    AccountId namespace,
    String namespaceName,
    UUID key,
    String name,
    ObjectNode about,
    Optional<String> performer) {

  /** Who is told by a notification in Wharfinger itself; empty ids for one that is gone. */
  record To(TargetKind kind, Optional<Long> account, Optional<Long> team) {}

  /** Facts that are for messages only, and no part of the data. */
  private static final String PERFORMER = "performer";

  private static final String TEST = "test";

  /** $1 the jobs. */
  static final String SELECT =
      """
      SELECT j.id, x.uuid, x.generation, %s AS enabled, x.event, x.method, x.config, x.event_config,
             x.target_kind, x.target_account, x.target_team, x.repository, r.namespace,
             n.name AS namespace_name, n.subject_key, r.name, j.about::text AS about, p.name AS performer
      FROM activity.notification_job j
      JOIN repository_notification x ON x.uuid = j.notification
      JOIN repository r ON r.id = x.repository JOIN namespace n ON n.id = r.namespace
      LEFT JOIN namespace p ON p.id = (j.about ->> 'performer')::bigint
      WHERE j.id = ANY ($1) ORDER BY j.id
      """
          .formatted(WaitingMessagesView.ENABLED);

  static DueMessage of(Row row) {
    return new DueMessage(
        row.getLong("id"),
        row.getUUID("uuid"),
        row.getLong("generation"),
        row.getBoolean("enabled"),
        NotifiedEvent.of(row.getString("event")).orElseThrow(),
        NotificationMethod.of(row.getString("method")).orElseThrow(),
        RepositoryNotificationView.json(row.getString("config")),
        RepositoryNotificationView.json(row.getString("event_config")),
        Optional.ofNullable(row.getString("target_kind"))
            .map(kind ->
                new To(
                    TargetKind.valueOf(kind.toUpperCase(Locale.ROOT)),
                    Optional.ofNullable(row.getLong("target_account")),
                    Optional.ofNullable(row.getLong("target_team")))),
        new RepositoryId(row.getLong("repository")),
        new AccountId(row.getLong("namespace")),
        row.getString("namespace_name"),
        row.getUUID("subject_key"),
        row.getString("name"),
        (ObjectNode) RepositoryNotificationView.json(row.getString("about")),
        Optional.ofNullable(row.getString("performer")));
  }

  /** The {@code event_data}. */
  ObjectNode data(RepositoryAddressView address) {
    EventData data = new EventData(address, namespaceName, name);
    return about.has(TEST) ? data.sample(event, eventConfig) : data.with(more());
  }

  /** What it tells beside the repository. */
  ObjectNode more() {
    ObjectNode more = about.deepCopy();
    more.remove(PERFORMER);
    return more;
  }

  /** Keeps what is secret out of logs. */
  @Override
  public String toString() {
    return "message " + job + " of notification " + notification;
  }
}
