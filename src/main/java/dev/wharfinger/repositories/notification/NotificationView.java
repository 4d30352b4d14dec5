package dev.wharfinger.repositories.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Dates;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.json.JsonFactories;
import dev.wharfinger.platform.mail.MailCodes;
import dev.wharfinger.platform.rights.NamespaceRights;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.repositories.repository.RepositoryAddressView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;

/**
 * Notifications as shown to their recipients: the user, or the administrators of an organization.
 * Source: contract sessions 2.5.
 */
@Singleton
class NotificationView {

  /** $1 the reader's account. */
  private static final String MINE = NamespaceRights.administeredBy("$1");

  /** Quota notifications are shown only to those who still administer the namespace. */
  static final String FOR_ME =
      "x.account IN ("
          + MINE
          + """
          ) AND (x.quota_limit IS NULL OR (
            SELECT q.namespace FROM quota_limit l JOIN quota q ON q.id = l.quota WHERE l.id = x.quota_limit) IN (
          """
          + MINE
          + "))";

  private static final String COLUMNS =
      """
      SELECT x.uuid, x.kind, x.created, x.dismissed, x.code, n.name, n.kind AS owner_kind,
             t.name AS team, o.name AS organization, v.name AS inviter,
             u.name AS namespace, l.percent,
             p.name AS repository, w.name AS place, x.about
      """;

  private static final String JOINS =
      """
      JOIN namespace n ON n.id = x.account
      LEFT JOIN team_invitation i ON i.id = x.invitation
      LEFT JOIN team t ON t.id = i.team LEFT JOIN namespace o ON o.id = t.organization
      LEFT JOIN namespace v ON v.id = i.inviter
      LEFT JOIN quota_limit l ON l.id = x.quota_limit LEFT JOIN quota q ON q.id = l.quota
      LEFT JOIN namespace u ON u.id = q.namespace
      LEFT JOIN repository p ON p.id = x.repository LEFT JOIN namespace w ON w.id = p.namespace
      """;

  private static final String PAGE =
      COLUMNS
          + "FROM ("
          + MINE
          + """
          ) mine CROSS JOIN LATERAL (
            SELECT * FROM notification x WHERE x.account = mine.id AND NOT x.dismissed AND
          """
          + FOR_ME
          + """
            ORDER BY x.seq DESC, x.ordinal DESC LIMIT $2::bigint + $3::bigint) x
          """
          + JOINS
          + "ORDER BY x.seq DESC, x.ordinal DESC LIMIT $2::bigint OFFSET $3::bigint";

  private static final String ONE =
      COLUMNS + "FROM notification x " + JOINS + "WHERE x.uuid = $2 AND " + FOR_ME;

  private static final ObjectMapper JSON = JsonFactories.mapper();

  private final Pool pool;
  private final MailCodes codes;
  private final RepositoryAddressView address;

  @Inject
  NotificationView(Pool pool, MailCodes codes, Settings settings) {
    this.address = RepositoryAddressView.of(settings);
    this.pool = pool;
    this.codes = codes;
  }

  /** A page of undismissed notifications, newest first, and whether there are more. */
  Uni<ObjectNode> page(AccountId account, long limit, long offset) {
    return pool.preparedQuery(PAGE)
        .execute(Tuple.of(account.value(), limit + 1, offset))
        .map(rows -> {
          ObjectNode page = JsonNodeFactory.instance.objectNode();
          ArrayNode list = page.putArray("notifications");
          for (Row row : rows) {
            if (list.size() < limit) {
              list.add(view(row));
            }
          }
          return page.put("additional", rows.size() > limit);
        });
  }

  /** One of them, dismissed or not. */
  Uni<Optional<ObjectNode>> find(AccountId account, UUID notification) {
    return pool.preparedQuery(ONE)
        .execute(Tuple.of(account.value(), notification))
        .map(rows -> OneRow.optional(rows).map(row -> view(row)));
  }

  private static ObjectNode about(String stored) {
    try {
      return (ObjectNode) JSON.readTree(stored);
    } catch (IOException e) {
      throw new UncheckedIOException("not what was stored", e);
    }
  }

  private ObjectNode view(Row row) {
    String name = row.getString("name");
    boolean ofOrganization = row.getString("owner_kind").equals("organization");
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", row.getUUID("uuid").toString())
            .put("organization", ofOrganization ? name : null)
            .put("kind", row.getString("kind"))
            .put("created", Dates.rfc2822(row.getOffsetDateTime("created").toInstant()));
    ObjectNode metadata = view.putObject("metadata");
    if (row.getString("repository") != null) {
      metadata.setAll(
          address.data(
              row.getString("place"), row.getString("repository"), about(row.getString("about"))));
    } else if (row.getString("namespace") != null) {
      metadata
          .put("namespace", row.getString("namespace"))
          .put("limit_percent", row.getInteger("percent"));
    } else if (row.getString("team") == null) {
      metadata.put("username", name);
    } else {
      metadata
          .put("code", codes.code(row.getUUID("code")))
          .put("inviter", row.getString("inviter"))
          .put("org", row.getString("organization"))
          .put("team", row.getString("team"));
    }
    return view.put("dismissed", row.getBoolean("dismissed"));
  }
}
