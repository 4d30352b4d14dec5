package dev.wharfinger.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * An organization of a given size, filled by SQL: each user is in one team, each repository grants
 * one team and every tenth one a user from outside.
 *
 * @param name of an organization that is there
 * @param firstId of a range that nothing else uses
 */
record FilledOrganization(String name, long firstId, int teams, int members, int repositories) {

  void fill(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = wharfinger");
      statement.execute(users(firstId, members, "member"));
      statement.execute(users(firstId + 1_000_000, repositories / 10, "outsider"));
      insert(
          statement,
          "team (id, organization, name, role, description)",
          "%d + i, o.id, 'team-' || i, 'member', ''".formatted(firstId),
          teams);
      insert(
          statement,
          "team_member (id, team, account)",
          "%1$d + i, %1$d + 1 + i %% %2$d, %1$d + i".formatted(firstId, teams),
          members);
      insert(
          statement,
          "repository (id, namespace, name, is_public, description, state, created, status_token)",
          "%d + i, o.id, 'repository-' || i, false, '', 'NORMAL', now(), gen_random_uuid()"
              .formatted(firstId),
          repositories);
      insert(
          statement,
          "repository_permission (id, repository, team, role)",
          "%1$d + i, %1$d + i, %1$d + 1 + i %% %2$d, 'read'".formatted(firstId, teams),
          repositories);
      insert(
          statement,
          "repository_permission (id, repository, account, role)",
          "%1$d + 1000000 + i, %1$d + i * 10, %1$d + 1000000 + i, 'read'".formatted(firstId),
          repositories / 10);
      statement.execute("VACUUM ANALYZE");
    }
  }

  private String users(long first, int many, String kind) {
    return """
    INSERT INTO namespace (id, kind, name, email, subject_key, tag_expiration_s, created)
    SELECT %d + i, 'user', '%s-%s-' || i, '%s-%s-' || i || '@bench.example', gen_random_uuid(),
           1209600, now() FROM generate_series(1, %d) i
    """
        .formatted(first, name, kind, name, kind, many);
  }

  private void insert(Statement statement, String into, String values, int many)
      throws SQLException {
    statement.execute(
        "INSERT INTO %s SELECT %s FROM generate_series(1, %d) i, namespace o WHERE o.name = '%s'"
            .formatted(into, values, many, name));
  }
}
