package dev.wharfinger.http;

import java.util.Set;

/** Where the API lives. */
public final class Api {

  /**
   * The class-level {@code @Path} of every operation. It is one and the same on purpose: with
   * differing class-level paths the framework answers 404 where 405 is due.
   */
  public static final String ROOT = "/api/v1";

  private static final Set<String> OPEN_TO_ALL =
      Set.of(
          "GET " + ROOT + "/user",
          "POST " + ROOT + "/user/initialize",
          "POST " + ROOT + "/signin",
          "POST " + ROOT + "/recovery",
          "GET " + ROOT + "/discovery",
          "GET " + ROOT + "/registry/capabilities");

  private static final Set<String> OPEN_WHILE_READ_ONLY =
      Set.of("POST " + ROOT + "/signin", "POST " + ROOT + "/signin/verify");

  private static final Set<String> OF_SESSIONS =
      Set.of(
          "POST " + ROOT + "/signin",
          "POST " + ROOT + "/signin/verify",
          "POST " + ROOT + "/signout",
          "POST " + ROOT + "/recovery",
          "POST " + ROOT + "/user");

  private static final Set<String> BEFORE_SESSIONS = Set.of("POST " + ROOT + "/user/initialize");

  private static final Set<String> PAGES = Set.of("/csrf_token", "/config");

  private Api() {}

  /** Whether a path (normalised) belongs to the API. */
  static boolean covers(String path) {
    return path.equals(ROOT) || path.startsWith(ROOT + "/");
  }

  /** Whether a path is below a repository's name. */
  static boolean isOfRepositories(String path) {
    return path.startsWith(ROOT + "/repository/");
  }

  /** Whether a path (normalised) is one of those that FEATURE_SUPER_USERS hides. */
  static boolean isOfSuperusers(String path) {
    return path.startsWith(ROOT + "/superuser/") || path.startsWith(ROOT + "/superusers/");
  }

  /**
   * Whether a path (normalised) is of registries: they are no users and bring credentials of their
   * own.
   */
  static boolean isOfRegistries(String path) {
    return path.equals(ROOT + "/registry/events") || path.equals(ROOT + "/registry/events/");
  }

  /**
   * Whether a request is served to anonymous callers whatever FEATURE_ANONYMOUS_ACCESS says.
   * Source: contract neighbours 2.1, 2.2 and 10, sessions 3.3.
   *
   * @param path normalised
   */
  static boolean isOpenToAll(String method, String path) {
    return OPEN_TO_ALL.contains(route(method, path));
  }

  /** Whether a write is served while the registry is read-only. Source: contract sessions 1.5. */
  static boolean isOpenWhileReadOnly(String method, String path) {
    return OPEN_WHILE_READ_ONLY.contains(route(method, path));
  }

  /** Whether a write is one of a browser's even when it brings no session. Source: sessions 1.3. */
  static boolean isOfSessions(String method, String path) {
    return OF_SESSIONS.contains(route(method, path));
  }

  /**
   * Whether a write needs no CSRF token, because there can be no user yet. Source: sessions 1.3.
   */
  static boolean isBeforeSessions(String method, String path) {
    return BEFORE_SESSIONS.contains(route(method, path));
  }

  /** Whether a path is one of the pages beside the API that scripts of a browser read. */
  static boolean isForScripts(String path) {
    return PAGES.contains(path);
  }

  /** Whether a cookie counts there. Source: contract sessions 1.1. */
  static boolean readsCookies(String path) {
    return covers(path)
        || path.startsWith("/oauth/")
        || path.equals("/csrf_token")
        || path.equals("/confirminvite")
        || path.equals("/recovery");
  }

  private static String route(String method, String path) {
    String spelled = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return (method.equals("HEAD") ? "GET" : method) + " " + spelled;
  }
}
