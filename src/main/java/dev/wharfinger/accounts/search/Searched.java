package dev.wharfinger.accounts.search;

import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Locale;

/**
 * What a viewer looks for. Names are found by their beginning, so that a search reads what it shows
 * and not all that there is. Source: contract sessions 3.5.
 *
 * @param text as names are written
 */
record Searched(String text, Caller viewer) {

  /** What was typed. */
  static Searched of(String typed, Caller viewer) {
    return new Searched(typed.strip().toLowerCase(Locale.ROOT), viewer);
  }

  /** $1 the beginning, $2 what comes after all that begin so, $3 the viewer's account or 0. */
  Tuple range() {
    return Tuple.tuple()
        .addString(text)
        .addString(text + "\u007f")
        .addLong(viewer instanceof Caller.User user ? user.account() : 0L);
  }

  /** Whether the viewer's credential is good for any of these. */
  boolean may(Scope... scopes) {
    boolean may = false;
    for (Scope scope : scopes) {
      may |= viewer instanceof Caller.User user && user.may(scope);
    }
    return may;
  }

  /**
   * How well a name fits that begins so: the share of it that was not typed counts a tenth less.
   */
  double score(int kind, String name) {
    return kind * (0.9 + 0.1 * text.length() / Math.max(1, name.length()));
  }
}
