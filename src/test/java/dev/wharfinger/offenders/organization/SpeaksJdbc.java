package dev.wharfinger.offenders.organization;

import java.sql.Connection;

/** JDBC blocks; it is for migrations. */
public record SpeaksJdbc(Connection connection) {}
