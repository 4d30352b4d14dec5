package dev.wharfinger.accounts.entity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Avatar;
import dev.wharfinger.platform.http.Avatars;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Accounts and teams by the beginning of their names, as far as the viewer may see them: users are
 * visible to all callers; teams, robots and the organization itself only to its members. Source:
 * contract sessions 3.4.
 */
@Singleton
public class EntityView {

  @Bound(
      of = "users and robots found by a name prefix",
      unit = "items",
      beyond = "the list ends",
      test = "MatchingEntitiesApiTest.findsAtMostTen")
  private static final int AT_MOST = 10;

  /** $1 the namespace's name, $2 the viewer's account or 0: the organization, or the viewer. */
  private static final String PLACE =
      """
      SELECT n.id, n.name, n.email, n.kind, n.id = $2 OR EXISTS (
        SELECT FROM team t JOIN team_member m ON m.team = t.id AND m.account = $2
        WHERE t.organization = n.id)
      FROM namespace n WHERE n.name = $1 AND (n.kind = 'organization' OR n.id = $2)
      """;

  /** $1 the prefix, $2 the exclusive upper bound of names with it, $3 the organization or 0. */
  private static final String TEAMS =
      """
      SELECT t.name FROM team t WHERE t.organization = $3 AND t.name >= $1 AND t.name < $2
      ORDER BY t.name LIMIT 10
      """;

  /** The same with $4 whether the whole name must match. */
  private static final String ROBOTS =
      """
      SELECT n.name, n.email FROM robot r JOIN namespace n ON n.id = r.account
      WHERE r.owner = $3 AND r.short_name >= $1 AND r.short_name < $2
        AND (NOT $4 OR r.short_name = $1)
      ORDER BY r.short_name <> $1, r.short_name LIMIT 10
      """;

  private static final String USERS =
      """
      SELECT n.name, n.email, EXISTS (
        SELECT FROM team t JOIN team_member m ON m.team = t.id AND m.account = n.id
        WHERE t.organization = $3)
      FROM (
        (SELECT name, email, id FROM namespace WHERE name = $1 AND kind = 'user')
        UNION
        (SELECT name, email, id FROM namespace
         WHERE name >= $1 AND name < $2 AND kind = 'user' AND NOT $4 ORDER BY name LIMIT 10)) n
      ORDER BY n.name <> $1, n.name LIMIT 10
      """;

  private final Pool pool;
  private final Avatars avatars;
  private final boolean partial;

  @Inject
  EntityView(Pool pool, Avatars avatars, Settings settings) {
    this.pool = pool;
    this.avatars = avatars;
    this.partial = settings.featurePartialUserAutocomplete();
  }

  /**
   * The parameters of a search.
   *
   * @param namespace the organization whose page it is, or the viewer's own name; may be empty
   */
  public record Wanted(String prefix, String namespace, boolean teams, boolean organization) {}

  /**
   * The viewer, an organization of the viewer's, or one of others.
   *
   * @param inside whether the viewer may see its members
   */
  private record SearchedNamespace(
      long id, String name, String email, boolean organization, boolean inside) {
    static final SearchedNamespace NOWHERE = new SearchedNamespace(0, "", "", false, false);

    long of(boolean shown) {
      return shown ? id : 0;
    }
  }

  /** The list. */
  Uni<ObjectNode> matching(Wanted wanted, Caller viewer) {
    if (wanted.prefix().isEmpty()) {
      return Uni.createFrom().item(page(JsonNodeFactory.instance.arrayNode()));
    }
    return place(wanted.namespace(), viewer).flatMap(place -> matching(wanted, place));
  }

  private Uni<ObjectNode> matching(Wanted wanted, SearchedNamespace place) {
    boolean teams = wanted.teams() && place.organization() && place.inside();
    return Uni.combine()
        .all()
        .unis(
            pool.preparedQuery(TEAMS).execute(range(wanted, place.of(teams))),
            pool.preparedQuery(ROBOTS)
                .execute(range(wanted, place.of(place.inside())).addBoolean(!partial)),
            pool.preparedQuery(USERS)
                .execute(range(wanted, place.of(place.organization())).addBoolean(!partial)))
        .with((foundTeams, robots, users) -> {
          ArrayNode list = JsonNodeFactory.instance.arrayNode();
          foundTeams.forEach(row -> list.add(team(row.getString(0))));
          int room = AT_MOST;
          for (Row row : robots) {
            list.add(account(row, Avatar.Kind.ROBOT, member(place, true)));
            room--;
          }
          for (Row row : users) {
            if (room-- > 0) {
              list.add(account(row, Avatar.Kind.USER, member(place, row.getBoolean(2))));
            }
          }
          if (wanted.organization()
              && place.organization()
              && place.inside()
              && place.name().startsWith(wanted.prefix())) {
            list.add(organization(place));
          }
          return page(list);
        });
  }

  private Uni<SearchedNamespace> place(String namespace, Caller viewer) {
    long account = viewer instanceof Caller.User user ? user.account().value() : 0;
    return pool.preparedQuery(PLACE)
        .execute(Tuple.of(namespace, account))
        .map(rows -> rows.size() == 0 ? SearchedNamespace.NOWHERE : place(OneRow.of(rows), viewer));
  }

  private static SearchedNamespace place(Row row, Caller viewer) {
    boolean inside =
        viewer instanceof Caller.User user
            && (user.fullAccess()
                || (row.getBoolean(4)
                    && (user.may(Scope.ORG_ADMIN) || user.may(Scope.REPO_CREATE))));
    return new SearchedNamespace(
        row.getLong(0),
        row.getString(1),
        row.getString(2),
        row.getString(3).equals("organization"),
        inside);
  }

  private static Tuple range(Wanted wanted, long place) {
    return Tuple.tuple()
        .addString(wanted.prefix())
        .addString(wanted.prefix() + "\u007f")
        .addLong(place);
  }

  /** Whether an account belongs to the organization; empty if there is none. */
  private static Optional<Boolean> member(SearchedNamespace place, boolean belongs) {
    return place.organization() ? Optional.of(belongs) : Optional.empty();
  }

  private ObjectNode team(String name) {
    return element(name, "team").put("is_org_member", true).putPOJO("avatar", avatars.ofTeam(name));
  }

  private ObjectNode account(Row row, Avatar.Kind kind, Optional<Boolean> member) {
    String name = row.getString(0);
    ObjectNode element = element(name, "user").put("is_robot", kind == Avatar.Kind.ROBOT);
    member.ifPresent(belongs -> element.put("is_org_member", belongs));
    return element.putPOJO("avatar", avatars.of(kind, name, row.getString(1)));
  }

  private ObjectNode organization(SearchedNamespace place) {
    return element(place.name(), "org")
        .put("is_org_member", true)
        .putPOJO("avatar", avatars.of(Avatar.Kind.ORGANIZATION, place.name(), place.email()));
  }

  private static ObjectNode element(String name, String kind) {
    return JsonNodeFactory.instance.objectNode().put("name", name).put("kind", kind);
  }

  private static ObjectNode page(ArrayNode results) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    page.set("results", results);
    return page;
  }
}
