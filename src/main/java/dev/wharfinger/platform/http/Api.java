package dev.wharfinger.platform.http;

/** The root paths of the API: Quay's, and that of what Quay does not have. */
public final class Api {

  /**
   * The class-level {@code @Path} of every operation. It is the same for all on purpose: with
   * differing class-level paths the framework answers 404 where 405 is due.
   */
  public static final String ROOT = "/api/v1";

  /** The class-level {@code @Path} of every operation that Quay does not have. */
  public static final String OWN_ROOT = "/api/wharfinger/v1";

  private Api() {}

  /** Whether a path, as normalized by {@link RequestTarget}, belongs to the API. */
  public static boolean covers(String path) {
    return path.equals(ROOT) || path.startsWith(ROOT + "/") || isOwn(path);
  }

  /** Whether a path belongs to the part of the API that Quay does not have. */
  public static boolean isOwn(String path) {
    return path.equals(OWN_ROOT) || path.startsWith(OWN_ROOT + "/");
  }

  /** Whether a path lies below a repository's name. */
  static boolean isOfRepositories(String path) {
    return path.startsWith(ROOT + "/repository/")
        || path.startsWith(OWN_ROOT + "/repository/")
        || path.startsWith(OWN_ROOT + "/history/repository/");
  }
}
