package dev.wharfinger.engine;

/** The database schemas. */
final class Schemas {

  /** Keys: what cannot be rebuilt. */
  static final String VAULT = "vault";

  /** Read models: what can. The connections' search path leads here. */
  static final String MODEL = "wharfinger";

  private Schemas() {}
}
