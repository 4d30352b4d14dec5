package dev.wharfinger.journal;

/** Why a command was not accepted, as data. */
public interface Rejection {}
