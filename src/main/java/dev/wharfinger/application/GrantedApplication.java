package dev.wharfinger.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.http.Avatar;
import dev.wharfinger.http.Avatars;
import io.vertx.mutiny.sqlclient.Row;

/**
 * An application as the user sees it who granted it something, or may. Source: contract neighbours
 * 1.5, sessions 4.3.
 */
final class GrantedApplication {

  /** What it is shown from, of an application {@code a} and its owner {@code n}. */
  static final String COLUMNS =
      "a.name, a.client_id, a.description, a.application_uri, n.name AS owner,"
          + " n.email AS owner_email, coalesce(nullif(a.avatar_email, ''), n.email) AS email";

  private GrantedApplication() {}

  /** The object. */
  static ObjectNode of(Row row, Avatars avatars) {
    String name = row.getString("name");
    String owner = row.getString("owner");
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", name)
            .put("description", row.getString("description"))
            .put("url", row.getString("application_uri"))
            .putPOJO("avatar", avatars.of(Avatar.Kind.APPLICATION, name, row.getString("email")));
    view.putObject("organization")
        .put("name", owner)
        .putPOJO(
            "avatar", avatars.of(Avatar.Kind.ORGANIZATION, owner, row.getString("owner_email")));
    return view;
  }
}
