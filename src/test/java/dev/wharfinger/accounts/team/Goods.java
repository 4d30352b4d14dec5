package dev.wharfinger.accounts.team;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;

/** What other operations put into an organization of {@code ada}'s, and the ways to its teams. */
final class Goods {

  private Goods() {}

  /** A repository of an organization. */
  static void repository(String organization, String name, boolean isPublic) {
    var _ = Scene.repository(organization, name, isPublic);
  }

  /** A user's or robot's own permission. */
  static void permission(String organization, String repository, String account, String role) {
    Scene.grant(path(organization, repository), "user", account, role);
  }

  /** A team's permission. */
  static void teamPermission(String organization, String repository, String team, String role) {
    Scene.grant(path(organization, repository), "team", team, role);
  }

  private static String path(String organization, String repository) {
    return "/repository/" + organization + "/" + repository;
  }

  /** A robot of an organization; the name of it. */
  static String robot(String organization, String shortName) {
    return Scene.robot(organization, shortName);
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
}
