package dev.wharfinger.registries.activity;

/** A repository that a report speaks of, as the read models know it. */
record KnownRepository(long repository, long namespace) {}
