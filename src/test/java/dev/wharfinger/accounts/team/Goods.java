package dev.wharfinger.accounts.team;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import java.util.concurrent.atomic.AtomicLong;

/** What other operations put into an organization, brought in by SQL, and the ways to its teams. */
final class Goods {

  private static final AtomicLong ROW = new AtomicLong(1L << 41);

  private Goods() {}

  /** A repository of an organization or of a user. */
  static void repository(String namespace, String name, boolean isPublic) {
    sql(
        "INSERT INTO repository (id, namespace, name, is_public, state, status_token, created)"
            + " SELECT ?, id, ?, ?, 'NORMAL', gen_random_uuid(), now() FROM namespace WHERE name = ?",
        ROW.incrementAndGet(),
        name,
        isPublic,
        namespace);
  }

  /** A user's or robot's own permission. */
  static void permission(String namespace, String repository, String account, String role) {
    sql(
        "INSERT INTO repository_permission (id, repository, account, role)"
            + " SELECT ?, r.id, a.id, ? FROM repository r JOIN namespace n ON n.id = r.namespace,"
            + " namespace a WHERE n.name = ? AND r.name = ? AND a.name = ?",
        ROW.incrementAndGet(),
        role,
        namespace,
        repository,
        account);
  }

  /** A team's permission. */
  static void teamPermission(String namespace, String repository, String team, String role) {
    sql(
        "INSERT INTO repository_permission (id, repository, team, role)"
            + " SELECT ?, r.id, t.id, ? FROM repository r JOIN namespace n ON n.id = r.namespace"
            + " JOIN team t ON t.organization = n.id"
            + " WHERE n.name = ? AND r.name = ? AND t.name = ?",
        ROW.incrementAndGet(),
        role,
        namespace,
        repository,
        team);
  }

  /** A robot; the name of it. */
  static String robot(String namespace, String shortName) {
    String name = namespace + "+" + shortName;
    sql(
        "INSERT INTO namespace (id, kind, name, email, subject_key, tag_expiration_s, created)"
            + " SELECT ?, 'robot', ?, '', subject_key, 0, now() FROM namespace WHERE name = ?",
        ROW.incrementAndGet(),
        name,
        namespace);
    return name;
  }

  /** Sees to it that a viewer has his account. */
  static void exists(Viewer viewer) {
    if (viewer.token().isEmpty()) {
      throw new AssertionError("no token for " + viewer);
    }
  }

  /** A user of his own; the name of him. */
  static String user(String prefix) {
    String name = Wharfinger.fresh(prefix);
    if (Viewer.newUser(name).isEmpty()) {
      throw new AssertionError("no password for " + name);
    }
    return name;
  }

  /** Deletes rows with all that hangs on them. */
  static void delete(String account) {
    sql("DELETE FROM namespace WHERE name = ?", account);
  }

  /** Deletes a repository with all that hangs on it. */
  static void deleteRepository(String name) {
    sql("DELETE FROM repository WHERE name = ?", name);
  }

  /** Adds a member the way an administrator does. */
  static void join(String organization, String team, String member) {
    JsonNode added = json(Viewer.ADM.asks().put(member(organization, team, member)), 200);
    if (added.get("invited").booleanValue()) {
      throw new AssertionError(added);
    }
  }

  /** Takes a member out the way an administrator does. */
  static void leave(String organization, String team, String member) {
    isDone(Viewer.ADM.asks().delete(member(organization, team, member)));
  }

  /** A team as getOrganization shows it. */
  static JsonNode shown(String organization, String team) {
    return json(Viewer.ADM.asks().get("/organization/" + organization), 200)
        .get("teams")
        .path(team);
  }

  static String team(String organization, String team) {
    return "/organization/" + organization + "/team/" + team;
  }

  static String member(String organization, String team, String member) {
    return team(organization, team) + "/members/" + member;
  }

  private static void sql(String statement, Object... values) {
    Wharfinger.shared().sql(statement, values);
  }
}
