package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Query;
import java.util.Optional;

/**
 * Which tags a list is to show. Source: contract repositories 1.2.
 *
 * @param alive whether history is left out
 * @param page the number of the page, from 1
 */
record WantedTags(boolean alive, Filter filter, int limit, long page) {

  @Bound(
      of = "page of tags",
      unit = "items",
      beyond = "the page ends, with has_additional",
      test = "ListRepoTagsApiTest.givesAHundredAtATime")
  static final int MOST = 100;

  private static final int USUAL = 50;
  private static final String LIMIT = "Limit to the number of results to return per page. Max 100.";
  private static final String PAGE = "Page index for the results. Default 1.";

  private static final ApiError UNSUPPORTED =
      ApiError.message(
          400,
          "Unsupported syntax for filter_tag_name. Expected <operation>:<tag_name> where"
              + " <operation>can be 'like' or 'eq'.");

  /** By name. */
  sealed interface Filter {}

  /** Every name. */
  record Any() implements Filter {}

  /** This name. */
  record Exactly(String name) implements Filter {}

  /** Names that contain a text, in upper or lower case. */
  record Containing(String text) implements Filter {}

  /** Names that pass two filters. */
  record Both(Exactly first, Filter second) implements Filter {}

  /** What a request asks for. */
  static WantedTags of(ApiRequest request) {
    Query query = request.query();
    return new WantedTags(
        query.flag("onlyActiveTags", false),
        filter(query),
        Math.toIntExact(Math.clamp(query.integer("limit", LIMIT, USUAL), 1L, MOST)),
        Math.max(1, query.integer("page", PAGE, 1)));
  }

  private static Filter filter(Query query) {
    Filter byOperation = query.string("filter_tag_name").map(WantedTags::parse).orElse(new Any());
    Optional<Exactly> exactly =
        query.string("specificTag").filter(name -> !name.isEmpty()).map(Exactly::new);
    return exactly
        .<Filter>map(name -> byOperation instanceof Any ? name : new Both(name, byOperation))
        .orElse(byOperation);
  }

  private static Filter parse(String text) {
    int colon = text.indexOf(':');
    if (text.isEmpty()) {
      return new Any();
    }
    if (colon < 0) {
      throw new ApiException(UNSUPPORTED);
    }
    String name = text.substring(colon + 1);
    return switch (text.substring(0, colon)) {
      case "like" -> new Containing(name);
      case "eq" -> new Exactly(name);
      default -> new Any();
    };
  }

  /** How many tags come before the page; far beyond the last one for an absurd page. */
  long before() {
    return Math.min(page - 1, Integer.MAX_VALUE) * limit;
  }
}
