package dev.wharfinger.platform.http;

/** Where the API lives. */
public final class Api {

  /**
   * The class-level {@code @Path} of every operation. It is one and the same on purpose: with
   * differing class-level paths the framework answers 404 where 405 is due.
   */
  public static final String ROOT = "/api/v1";

  private Api() {}

  /** Whether a path, plain as {@link RequestTarget} leaves it, belongs to the API. */
  static boolean covers(String path) {
    return path.equals(ROOT) || path.startsWith(ROOT + "/");
  }

  /** Whether a path is below a repository's name. */
  static boolean isOfRepositories(String path) {
    return path.startsWith(ROOT + "/repository/");
  }
}
