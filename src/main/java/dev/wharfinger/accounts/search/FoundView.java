package dev.wharfinger.accounts.search;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Avatar;
import dev.wharfinger.platform.http.Avatars;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Search results in Quay's format. Source: contract sessions 3.5. */
@Singleton
class FoundView {

  private static final int ENTITY = 1;
  private static final int TEAM = 2;
  private static final int REPOSITORY = 4;

  private final Avatars avatars;

  @Inject
  FoundView(Avatars avatars) {
    this.avatars = avatars;
  }

  /** A user or an organization; columns owner, owner_email, owner_kind. */
  ObjectNode namespace(Row row, Searched searched) {
    ObjectNode view = owner(row);
    return view.put("score", searched.score(ENTITY, row.getString("owner")));
  }

  /** The same as part of another result, with the score common to its kind. */
  private ObjectNode owner(Row row) {
    String name = row.getString("owner");
    boolean user = row.getString("owner_kind").equals("user");
    return JsonNodeFactory.instance
        .objectNode()
        .put("title", user ? "user" : "org")
        .put("kind", user ? "user" : "organization")
        .putPOJO(
            "avatar",
            avatars.of(
                user ? Avatar.Kind.USER : Avatar.Kind.ORGANIZATION,
                name,
                row.getString("owner_email")))
        .put("name", name)
        .put("score", ENTITY)
        .put("href", home(row));
  }

  /** A robot; columns name and short_name, and those of its owner. */
  ObjectNode robot(Row row, Searched searched) {
    String name = row.getString("name");
    String shortName = row.getString("short_name");
    return JsonNodeFactory.instance
        .objectNode()
        .put("title", "robot")
        .put("kind", "robot")
        .putNull("avatar")
        .put("name", name)
        .put("score", searched.score(ENTITY, shortName))
        .put("href", home(row) + "?tab=robots&showRobot=" + name)
        .put("short_name", shortName);
  }

  /** A team; column name, and those of its organization. */
  ObjectNode team(Row row, Searched searched) {
    String name = row.getString("name");
    ObjectNode view = JsonNodeFactory.instance.objectNode().put("kind", "team").put("name", name);
    view.set("organization", owner(row));
    return view.putPOJO("avatar", avatars.ofTeam(name))
        .put("score", searched.score(TEAM, name))
        .put("href", home(row) + "/teams/" + name);
  }

  /** A repository in a mixed list. */
  ObjectNode repository(Row row, Searched searched) {
    return repository(row).put("score", searched.score(REPOSITORY, row.getString("name")));
  }

  /** A repository; columns name, description and is_public, and those of its namespace. */
  ObjectNode repository(Row row) {
    String name = row.getString("name");
    ObjectNode view =
        JsonNodeFactory.instance.objectNode().put("kind", "repository").put("title", "repo");
    view.set("namespace", owner(row));
    return view.put("name", name)
        .put("description", row.getString("description"))
        .put("is_public", row.getBoolean("is_public"))
        .put("score", REPOSITORY)
        .put("href", "/repository/" + row.getString("owner") + "/" + name);
  }

  private static String home(Row row) {
    return (row.getString("owner_kind").equals("user") ? "/user/" : "/organization/")
        + row.getString("owner");
  }
}
