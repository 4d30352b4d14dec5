package dev.wharfinger.records.history;

/** The routes of the histories of things with names. */
final class HistoryPath {

  /**
   * A name may have slashes. From its second part on, none of its parts may be {@code changes}: as
   * below a repository's name, the route wins; such a thing is found by its id. The repetition is
   * possessive, so that Java's regex engine does not recurse for each part.
   */
  static final String ENTITY = "history/{kind}/{name: \\G[^/]+(?:/(?!changes(?:/|$))[^/]+)*+}";

  private HistoryPath() {}
}
