package dev.wharfinger.records.history;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.Query;
import java.util.OptionalLong;

/** Query parameters that several histories have. */
final class HistoryQuery {

  private static final String ID =
      "The id of what is asked for, which tells it from others of its name";

  private HistoryQuery() {}

  /** A parameter that must be given. */
  static String required(Query query, String name) {
    return query
        .string(name)
        .orElseThrow(() -> new ApiException(new ApiError.ParameterMessage(name, "Must be given")));
  }

  /** Which one of those that bore the name. */
  static OptionalLong id(Query query) {
    return query.integer("id", ID);
  }
}
