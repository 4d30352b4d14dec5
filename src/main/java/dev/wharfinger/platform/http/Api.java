package dev.wharfinger.platform.http;

/** The root path of the API. */
public final class Api {

  /**
   * The class-level {@code @Path} of every operation. It is the same for all on purpose: with
   * differing class-level paths the framework answers 404 where 405 is due.
   */
  public static final String ROOT = "/api/v1";

  private Api() {}

  /** Whether a path, as normalized by {@link RequestTarget}, belongs to the API. */
  static boolean covers(String path) {
    return path.equals(ROOT) || path.startsWith(ROOT + "/");
  }

  /** Whether a path lies below a repository's name. */
  static boolean isOfRepositories(String path) {
    return path.startsWith(ROOT + "/repository/");
  }
}
