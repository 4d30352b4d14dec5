package dev.wharfinger.accounts.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Avatar;
import dev.wharfinger.platform.http.Avatars;
import dev.wharfinger.platform.http.PageBytes;
import io.vertx.mutiny.sqlclient.Row;

/**
 * An application as shown to a user who granted it something, or may. Source: contract neighbours
 * 1.5, sessions 4.3.
 */
final class GrantedApplication {

  /** Its columns, from an application {@code a} and its owner {@code n}. */
  static final String COLUMNS =
      PageBytes.shortened("a.description")
          + " AS description, a.name, a.client_id, a.application_uri, n.name AS owner,"
          + " n.email AS owner_email, coalesce(nullif(a.avatar_email, ''), n.email) AS email";

  private GrantedApplication() {}

  /** The object. */
  static ObjectNode of(Row row, Avatars avatars) {
    return described(named(row), row, avatars);
  }

  /** The same with the client id that is needed to request a token. */
  static ObjectNode withClientId(Row row, Avatars avatars) {
    return described(named(row).put("clientId", row.getString("client_id")), row, avatars);
  }

  private static ObjectNode named(Row row) {
    return JsonNodeFactory.instance.objectNode().put("name", row.getString("name"));
  }

  private static ObjectNode described(ObjectNode view, Row row, Avatars avatars) {
    String owner = row.getString("owner");
    view.put("description", row.getString("description"))
        .put("url", row.getString("application_uri"))
        .putPOJO(
            "avatar",
            avatars.of(Avatar.Kind.APPLICATION, row.getString("name"), row.getString("email")));
    view.putObject("organization")
        .put("name", owner)
        .putPOJO(
            "avatar", avatars.of(Avatar.Kind.ORGANIZATION, owner, row.getString("owner_email")));
    return view;
  }
}
