package dev.wharfinger.registries.activity;

/** A repository mentioned by a report, as known to the read models. */
record KnownRepository(long repository, long namespace) {}
