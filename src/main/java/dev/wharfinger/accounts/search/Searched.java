package dev.wharfinger.accounts.search;

import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Locale;

/**
 * What a viewer searches for. Names are matched by prefix, so that a search reads only what it
 * shows. Source: contract sessions 3.5.
 *
 * @param text normalized like names
 */
record Searched(String text, Caller viewer) {

  /** Normalizes the input. */
  static Searched of(String typed, Caller viewer) {
    return new Searched(typed.strip().toLowerCase(Locale.ROOT), viewer);
  }

  /** $1 the prefix, $2 the exclusive upper bound of names with it, $3 the viewer's account or 0. */
  Tuple range() {
    return Tuple.tuple()
        .addString(text)
        .addString(text + "\u007f")
        .addLong(viewer instanceof Caller.User user ? user.account().value() : 0L);
  }

  /** Whether the viewer's credential has any of these scopes. */
  boolean may(Scope... scopes) {
    boolean may = false;
    for (Scope scope : scopes) {
      may |= viewer instanceof Caller.User user && user.may(scope);
    }
    return may;
  }

  /** The score of a matching name, lowered by up to a tenth the longer it is than the prefix. */
  double score(int kind, String name) {
    return kind * (0.9 + 0.1 * text.length() / Math.max(1, name.length()));
  }
}
