package dev.wharfinger.registries.builds;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Query;
import java.time.Instant;

/**
 * Which builds a list is to show: the newest ones. Source: contract repositories 10.
 *
 * @param since none that began before
 */
record NewestBuilds(int limit, Instant since) {

  @Bound(
      of = "builds in a list",
      unit = "items",
      beyond = "the older ones are omitted",
      test = "RepositoryBuildsApiTest.listsNoMoreThanAHundred")
  static final int MOST = 100;

  private static final long END_OF_TIME = 253_402_300_799L;
  private static final String LIMIT = "The maximum number of builds to return";
  private static final String SINCE = "Returns all builds since the given unix timecode";

  /** What a request asks for. */
  static NewestBuilds of(ApiRequest request) {
    Query query = request.query();
    return new NewestBuilds(
        Math.toIntExact(Math.clamp(query.integer("limit", LIMIT, 5), 0L, MOST)),
        Instant.ofEpochSecond(Math.clamp(query.integer("since", SINCE, 0), 0L, END_OF_TIME)));
  }
}
