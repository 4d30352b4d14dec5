package dev.wharfinger.offenders.organization;

/** What does it do? */
public record TeamManager() {}
