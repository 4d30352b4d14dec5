package dev.wharfinger.app.engine;

/** The database schemas. */
final class Schemas {

  /** Keys: what cannot be rebuilt. */
  static final String VAULT = "vault";

  /** What was reported: not from the journal, so not rebuilt with it. */
  static final String ACTIVITY = "activity";

  /** Read models: what can. The connections' search path leads here. */
  static final String MODEL = "wharfinger";

  private Schemas() {}
}
