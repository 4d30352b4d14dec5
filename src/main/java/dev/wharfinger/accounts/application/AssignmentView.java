package dev.wharfinger.accounts.application;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Avatars;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;

/** The tokens assigned to a user. Source: contract sessions 4.3. */
@Singleton
public class AssignmentView {

  private static final String SELECT =
      "SELECT s.uuid, s.scope, s.redirect_uri, s.response_type, s.seen, "
          + GrantedApplication.COLUMNS
          + " FROM token_assignment s JOIN application a ON a.id = s.application"
          + " JOIN namespace n ON n.id = a.owner WHERE s.account = $1 ORDER BY s.id";

  private final Pool pool;
  private final Avatars avatars;

  @Inject
  AssignmentView(Pool pool, Avatars avatars) {
    this.pool = pool;
    this.avatars = avatars;
  }

  /**
   * The list.
   *
   * @param seen whether the user has already seen all of it
   */
  record Offers(ArrayNode list, boolean seen) {}

  /** All tokens assigned to a user, in the order of assignment. */
  Uni<Offers> list(AccountId account) {
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(account.value()))
        .map(rows -> {
          ArrayNode list = JsonNodeFactory.instance.arrayNode();
          boolean seen = true;
          for (Row row : rows) {
            list.add(view(row));
            seen &= row.getBoolean("seen");
          }
          return new Offers(list, seen);
        });
  }

  private ObjectNode view(Row row) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.set("application", GrantedApplication.withClientId(row, avatars));
    view.put("uuid", row.getUUID("uuid").toString())
        .put("redirectUri", row.getString("redirect_uri"))
        .set("scopes", ScopeView.json(Scope.parse(row.getString("scope")).orElse(Set.of())));
    return view.put("responseType", row.getString("response_type"));
  }
}
