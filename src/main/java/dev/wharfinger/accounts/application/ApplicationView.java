package dev.wharfinger.accounts.application;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.PageBytes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.rights.OrganizationAccess;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.ReadableSecrets;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** An application as shown to its organization. Source: contract organization 2.9. */
@Singleton
public class ApplicationView {

  private static final String COLUMNS =
      "SELECT name, application_uri, client_id, client_secret, redirect_uri, avatar_email, "
          + PageBytes.shortened("description")
          + " AS description FROM application ";

  private final Pool pool;
  private final ReadableSecrets secrets;

  @Inject
  ApplicationView(Pool pool, ReadableSecrets secrets) {
    this.pool = pool;
    this.secrets = secrets;
  }

  /** The kinds of viewers. */
  enum Viewer {
    /** Sees everything. */
    ADMINISTRATOR,
    /** Sees no secret, and nothing that could reveal one. */
    INSPECTOR;

    /** The kind of viewer for a caller's access; who may not even inspect is refused elsewhere. */
    static Viewer of(OrganizationAccess access, Caller.User caller) {
      return access.administers(caller) ? ADMINISTRATOR : INSPECTOR;
    }
  }

  /** The applications of an organization, in the order of their creation. */
  Uni<ArrayNode> list(AccountId owner, Viewer viewer) {
    return pool.preparedQuery(COLUMNS + "WHERE owner = $1 ORDER BY id")
        .execute(Tuple.of(owner.value()))
        .map(rows -> {
          ArrayNode list = JsonNodeFactory.instance.arrayNode();
          rows.forEach(row -> list.add(view(row, viewer)));
          return list;
        });
  }

  /** One application of an organization. */
  Uni<Optional<ObjectNode>> find(AccountId owner, String clientId, Viewer viewer) {
    return one("WHERE client_id = $1 AND owner = $2", Tuple.of(clientId, owner.value()), viewer);
  }

  /** The application that its administrator has just written. */
  Uni<Optional<ObjectNode>> written(String clientId) {
    return one("WHERE client_id = $1", Tuple.of(clientId), Viewer.ADMINISTRATOR);
  }

  private Uni<Optional<ObjectNode>> one(String where, Tuple values, Viewer viewer) {
    return pool.preparedQuery(COLUMNS + where)
        .execute(values)
        .map(rows -> OneRow.optional(rows).map(row -> view(row, viewer)));
  }

  private ObjectNode view(Row row, Viewer viewer) {
    String clientId = row.getString("client_id");
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", row.getString("name"))
            .put("description", row.getString("description"))
            .put("application_uri", row.getString("application_uri"))
            .put("client_id", clientId);
    return switch (viewer) {
      case ADMINISTRATOR ->
          view.put("client_secret", secrets.open(clientId, row.getString("client_secret")))
              .put("redirect_uri", row.getString("redirect_uri"))
              .put("avatar_email", row.getString("avatar_email"));
      case INSPECTOR ->
          view.putNull("client_secret").putNull("redirect_uri").putNull("avatar_email");
    };
  }
}
