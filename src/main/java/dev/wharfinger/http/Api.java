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
          "GET " + ROOT + "/discovery",
          "GET " + ROOT + "/registry/capabilities");

  private Api() {}

  /** Whether a path (normalised) belongs to the API. */
  static boolean covers(String path) {
    return path.equals(ROOT) || path.startsWith(ROOT + "/");
  }

  /** Whether a path (normalised) is one of those that FEATURE_SUPER_USERS hides. */
  static boolean isOfSuperusers(String path) {
    return path.startsWith(ROOT + "/superuser/");
  }

  /**
   * Whether a request is served to anonymous callers whatever FEATURE_ANONYMOUS_ACCESS says.
   * Source: contract neighbours 2.1, 2.2 and 10, sessions 3.3.
   *
   * @param path normalised
   */
  static boolean isOpenToAll(String method, String path) {
    String spelled = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return OPEN_TO_ALL.contains((method.equals("HEAD") ? "GET" : method) + " " + spelled);
  }
}
