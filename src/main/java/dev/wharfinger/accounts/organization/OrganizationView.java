package dev.wharfinger.accounts.organization;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.account.EmailAddress;
import dev.wharfinger.platform.http.Avatar;
import dev.wharfinger.platform.http.Avatars;
import dev.wharfinger.platform.http.PageBytes;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.repositories.quota.QuotaColumns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The organization object with everything that the viewer may see, read by one statement. Source:
 * contract organization 2.2.
 */
@Singleton
public class OrganizationView {

  /**
   * $1 name, $2 the viewer's account or 0. Membership is looked up team by team, by a scalar
   * subquery on purpose: a join or EXISTS lets the planner start with all memberships of the
   * viewer. The teams are unsorted, because sorting them here would add half of the cost of finding
   * them.
   */
  private static final String SELECT =
      """
      SELECT n.id, n.name, n.email, n.invoice_email, n.invoice_email_address, n.tag_expiration_s,
      """
          + QuotaColumns.COLUMNS
          + """
            , t.id AS team_id, t.name AS team_name, t.role, t.member_count, t.repo_count,
          """
          + PageBytes.shortened("t.description")
          + """
             AS description,
            (SELECT true FROM team_member m WHERE m.team = t.id AND m.account = $2) AS is_mine
          FROM namespace n
          LEFT JOIN team t ON t.organization = n.id AND $2 <> 0
          WHERE n.name = $1 AND n.kind IN (%s)
          """;

  private static final String ORGANIZATION = SELECT.formatted("'organization'");
  private static final String OWNER = SELECT.formatted("'organization', 'user'");

  private enum Level {
    OUTSIDER,
    MEMBER,
    ADMINISTRATOR
  }

  private final Pool pool;
  private final Avatars avatars;
  private final QuotaColumns quotas;

  @Inject
  OrganizationView(Pool pool, Avatars avatars, QuotaColumns quotas) {
    this.pool = pool;
    this.avatars = avatars;
    this.quotas = quotas;
  }

  /** The object for this viewer; empty if there is no such organization. */
  public Uni<Optional<ObjectNode>> find(String name, Caller viewer) {
    return find(ORGANIZATION, name, viewer);
  }

  /**
   * The same for the owner of an application, which may be a user, who is then the administrator
   * (contract organization 2.14).
   */
  public Uni<Optional<ObjectNode>> owner(String name, Caller viewer) {
    return find(OWNER, name, viewer);
  }

  private Uni<Optional<ObjectNode>> find(String select, String name, Caller viewer) {
    return pool.preparedQuery(select)
        .execute(Tuple.of(name, account(viewer)))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(view(rows, viewer)));
  }

  private static long account(Caller viewer) {
    return switch (viewer) {
      case Caller.User user -> user.account().value();
      case Caller.Anonymous _ -> 0;
    };
  }

  private static boolean seesAll(Caller viewer) {
    return viewer instanceof Caller.User user && (user.fullAccess() || user.readOnlySuperuser());
  }

  /** The access level of the viewer: the actual role, capped by the token's scopes. */
  private static Level level(Caller viewer, Optional<Boolean> adminTeam) {
    if (seesAll(viewer)) {
      return Level.ADMINISTRATOR;
    }
    if (!(viewer instanceof Caller.User user) || adminTeam.isEmpty()) {
      return Level.OUTSIDER;
    }
    if (user.may(Scope.ORG_ADMIN)) {
      return adminTeam.get() ? Level.ADMINISTRATOR : Level.MEMBER;
    }
    return user.may(Scope.REPO_CREATE) ? Level.MEMBER : Level.OUTSIDER;
  }

  /** Whether one of the viewer's teams has the role {@code admin}; empty without a team. */
  private static Optional<Boolean> adminTeam(RowSet<Row> rows) {
    Optional<Boolean> found = Optional.empty();
    for (Row row : rows) {
      if (isMine(row)) {
        found = Optional.of(found.orElse(false) || "admin".equals(row.getString("role")));
      }
    }
    return found;
  }

  private static boolean isMine(Row row) {
    return Boolean.TRUE.equals(row.getBoolean("is_mine"));
  }

  private ObjectNode view(RowSet<Row> rows, Caller viewer) {
    Row first = OneRow.of(rows);
    Optional<Boolean> adminTeam =
        first.getLong("id") == account(viewer) ? Optional.of(true) : adminTeam(rows);
    Level level = level(viewer, adminTeam);
    String name = first.getString("name");
    String email = first.getString("email");
    boolean shownEmail = level == Level.ADMINISTRATOR && EmailAddress.isValid(email);
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", name)
            .put("email", shownEmail ? email : "");
    view.putPOJO("avatar", avatars.of(Avatar.Kind.USER, name, email));
    view.put("is_admin", level == Level.ADMINISTRATOR).put("is_member", level != Level.OUTSIDER);
    if (level != Level.OUTSIDER) {
      addTeams(view, rows, seesAll(viewer) || adminTeam.orElse(false));
    }
    if (level == Level.ADMINISTRATOR) {
      view.put("invoice_email", first.getBoolean("invoice_email"))
          .put("invoice_email_address", first.getString("invoice_email_address"))
          .put("tag_expiration_s", first.getLong("tag_expiration_s"))
          .put("is_free_account", true);
    }
    if (level != Level.OUTSIDER) {
      quotas.addTo(view, first);
    }
    return view;
  }

  private void addTeams(ObjectNode view, RowSet<Row> rows, boolean seesEveryTeam) {
    ObjectNode teams = view.putObject("teams");
    ArrayNode ordered = view.putArray("ordered_teams");
    List<Row> byAge = new ArrayList<>(rows.size());
    for (Row row : rows) {
      if (row.getLong("team_id") != null) {
        byAge.add(row);
      }
    }
    byAge.sort(Comparator.comparing(row -> row.getLong("team_id")));
    for (Row row : byAge) {
      String team = row.getString("team_name");
      ordered.add(team);
      teams
          .putObject(team)
          .put("name", team)
          .put("description", row.getString("description"))
          .put("role", row.getString("role"))
          .putPOJO("avatar", avatars.ofTeam(team))
          .put("can_view", seesEveryTeam || isMine(row))
          .put("repo_count", row.getLong("repo_count"))
          .put("member_count", row.getLong("member_count"))
          .put("is_synced", false);
    }
  }
}
