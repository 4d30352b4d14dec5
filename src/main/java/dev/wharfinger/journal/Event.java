package dev.wharfinger.journal;

/** Something that happened, as the journal keeps it. Each area seals its own facts. */
public interface Event {}
