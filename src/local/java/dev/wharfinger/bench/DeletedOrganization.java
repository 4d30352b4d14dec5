package dev.wharfinger.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * An organization of a given size that was deleted, as the history tells it, filled by SQL: each
 * user was in one team, each repository granted one team. It lived from the second record to the
 * third, whatever else they tell.
 *
 * @param firstId of a range that nothing else uses; that of the organization itself
 */
record DeletedOrganization(String name, long firstId, int teams, int members, int repositories) {

  /** Of each entity: its name, its owners and its document. */
  private static final String TELL =
      """
      WITH given (entity, owners, document) AS (%1$s),
        begun AS (INSERT INTO history_version (entity, seq, step, born, namespace, owners, document)
          SELECT entity, 2, 1 << 30, 2, %2$d, owners, document::jsonb FROM given),
        ended AS (INSERT INTO history_version (entity, seq, step, born, namespace, owners, document)
          SELECT entity, 3, 1 << 30, 2, %2$d, owners, NULL FROM given)
      INSERT INTO history_part (owner, to_seq, entity, from_seq)
      SELECT owner, 3, entity, 2 FROM given, unnest(owners) owner
      """;

  void fill(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = wharfinger");
      statement.execute(
          """
          INSERT INTO namespace (id, kind, name, email, subject_key, tag_expiration_s, created)
          SELECT %1$d + 1000000 + i, 'user', '%2$s-member-' || i, '%2$s-' || i || '@bench.example', gen_random_uuid(),
            1209600, now() FROM generate_series(1, %3$d) i
          """
              .formatted(firstId, name, members));
      tell(
          statement,
          """
          SELECT 'account/%1$d', ARRAY[]::bigint[], '{"name": "%2$s", "email": null, "kind": "ORGANIZATION",
            "emailStandIn": "' || gen_random_uuid() || '", "tagExpirationSeconds": 60, "invoiceEmail": false}'
          """
              .formatted(firstId, name));
      tell(
          statement,
          """
          SELECT 'team/' || %1$d + i, ARRAY[-%1$d], '{"name": "team-' || i || '", "role": "MEMBER", "description": ""}'
          FROM generate_series(1, %2$d) i
          """
              .formatted(firstId, teams));
      tell(
          statement,
          """
          SELECT 'team-member/' || %1$d + 1 + i %% %2$d || '/' || %1$d + 1000000 + i,
            ARRAY[-%1$d, %1$d + 1 + i %% %2$d, %1$d + 1000000 + i], '{"membership": ' || %1$d + 2000000 + i || '}'
          FROM generate_series(1, %3$d) i
          """
              .formatted(firstId, teams, members));
      tell(
          statement,
          """
          SELECT 'repository/' || %1$d + 3000000 + i, ARRAY[-%1$d], '{"name": "repository-' || i || '", "isPublic": false,
            "description": null, "statusToken": "' || gen_random_uuid() || '", "state": "NORMAL"}'
          FROM generate_series(1, %2$d) i
          """
              .formatted(firstId, repositories));
      tell(
          statement,
          """
          SELECT 'team-permission/' || %1$d + 3000000 + i || '/' || %1$d + 1 + i %% %2$d,
            ARRAY[-%1$d, %1$d + 3000000 + i, %1$d + 1 + i %% %2$d],
            '{"permission": ' || %1$d + 4000000 + i || ', "role": "WRITE"}'
          FROM generate_series(1, %3$d) i
          """
              .formatted(firstId, teams, repositories));
      statement.execute(
          "INSERT INTO history_name (owner, kind, name, seq, entity) VALUES (0, 'account', '%s', 2, 'account/%d')"
              .formatted(name, firstId));
      statement.execute(
          "INSERT INTO history_end (entity, seq, born, namespace, kind, by_itself) VALUES ('account/%1$d', 3, 2, %1$d, 'organization', true)"
              .formatted(firstId));
      statement.execute("VACUUM ANALYZE");
    }
  }

  private void tell(Statement statement, String entities) throws SQLException {
    statement.execute(TELL.formatted(entities, firstId));
  }
}
