package dev.wharfinger.offenders.team;

/** Something an area keeps to itself. */
public record TeamRow(long id) {}
