package dev.wharfinger.activity;

/** A repository that a report speaks of, as the read models know it. */
record Place(long repository, long namespace) {}
