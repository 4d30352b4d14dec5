package dev.wharfinger.accounts.application;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Avatars;
import dev.wharfinger.platform.http.PageBytes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The grants of a user to applications: the unexpired tokens. Source: neighbours 1.5. */
@Singleton
public class AuthorizationView {

  private static final String SELECT =
      "SELECT t.id AS grant_id, t.uuid, t.scope, "
          + GrantedApplication.COLUMNS
          + " FROM access_token t JOIN application a ON a.id = t.application"
          + " JOIN namespace n ON n.id = a.owner WHERE t.account = $1 AND t.expires > now() ";

  private static final String LIST = PageBytes.whole(SELECT, "grant_id");

  private final Pool pool;
  private final Avatars avatars;

  @Inject
  AuthorizationView(Pool pool, Avatars avatars) {
    this.pool = pool;
    this.avatars = avatars;
  }

  /** All of a user's grants, in the order of creation. */
  Uni<ArrayNode> list(AccountId account) {
    return pool.preparedQuery(LIST)
        .execute(Tuple.of(account.value()))
        .map(rows -> {
          ArrayNode list = JsonNodeFactory.instance.arrayNode();
          rows.forEach(row -> list.add(view(row)));
          return list;
        });
  }

  /** One of a user's grants. */
  Uni<Optional<ObjectNode>> find(AccountId account, UUID token) {
    return pool.preparedQuery(SELECT + "AND t.uuid = $2")
        .execute(Tuple.of(account.value(), token))
        .map(rows -> OneRow.optional(rows).map(row -> view(row)));
  }

  private ObjectNode view(Row row) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.set("application", GrantedApplication.of(row, avatars));
    view.set("scopes", ScopeView.json(Scope.parse(row.getString("scope")).orElse(Set.of())));
    return view.put("uuid", row.getUUID("uuid").toString());
  }
}
