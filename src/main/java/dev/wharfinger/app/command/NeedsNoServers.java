package dev.wharfinger.app.command;

/** A command that is carried out without Postgres, Kafka and the service's settings. */
interface NeedsNoServers {}
