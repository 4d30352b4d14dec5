package dev.wharfinger.repositories.repository;

import dev.wharfinger.platform.config.Bound;

/**
 * A repository by its namespace and its name, which may contain slashes. Source: contract
 * neighbours 6.
 */
public record RepositoryName(String namespace, String name) {

  /** The names of Quay's routes below a repository's, including those not implemented yet. */
  private static final String RESERVED =
      "aggregatelogs|authorizedemail|autoprunepolicy|build|changestate|changetrust|changevisibility"
          + "|exportlogs|images|immutabilitypolicy|logs|manifest|mirror|notification|permissions"
          + "|pull_statistics|signatures|tag|tokens|trigger";

  /**
   * The route of everything that belongs to one repository. From the third segment on, no segment
   * of the name may equal the name of a route: as in Quay, the route wins. The repetition is
   * possessive, so that Java's regex engine does not recurse for each segment. The framework joins
   * the first expression of a path and all that follows to one, which it searches for although it
   * wants it in one place: without {@code \G} at its beginning, a long path would be searched from
   * each of its characters on, in time of the square of its length.
   */
  public static final String ROUTE =
      "repository/{repository: \\G[^/]+/[^/]+(?:/(?!(?:" + RESERVED + ")(?:/|$))[^/]+)*+}";

  @Bound(
      of = "name of a repository",
      unit = "characters",
      beyond = "400",
      test = "RepositoryNameTest.takesTwoHundredAndFiftyFiveCharacters")
  private static final int MAX_LENGTH = 255;

  private static final String LIBRARY = "library";

  /** Parses both from a path. */
  public static RepositoryName valueOf(String path) {
    int slash = path.indexOf('/');
    return new RepositoryName(path.substring(0, slash), path.substring(slash + 1));
  }

  /**
   * Parses a registry's repository name. One without a namespace is in {@code library}, as in Quay
   * (contract organization 1).
   */
  public static RepositoryName ofRegistry(String name) {
    return name.indexOf('/') < 0 ? new RepositoryName(LIBRARY, name) : valueOf(name);
  }

  /**
   * Whether a repository may have this name. Checked by hand, because Java's regex engine recurses
   * for each repetition of a group.
   *
   * @param mayHaveSlashes FEATURE_EXTENDED_REPOSITORY_NAMES
   */
  static boolean isValid(String name, boolean mayHaveSlashes) {
    boolean begins = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (c == '/' ? begins || !mayHaveSlashes : !word && (begins || "._-".indexOf(c) < 0)) {
        return false;
      }
      begins = c == '/';
    }
    return !begins && name.length() <= MAX_LENGTH;
  }
}
