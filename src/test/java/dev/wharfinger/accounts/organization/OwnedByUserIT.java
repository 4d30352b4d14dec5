package dev.wharfinger.accounts.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.StackAddresses;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.CompleteEvent;
import dev.wharfinger.platform.journal.EventType;
import dev.wharfinger.platform.journal.EveryArea;
import dev.wharfinger.platform.journal.OwnedRows;
import dev.wharfinger.platform.journal.TestEngine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the list of what a user loses against the schema and the audit feed. */
class OwnedByUserIT {

  /** Columns that lead to an account, and why their rows stay when it becomes an organization's. */
  private static final Map<String, String> STAY =
      Map.ofEntries(
          Map.entry("application.owner", "what is in its namespace"),
          Map.entry("autoprune_policy.namespace", "what is in its namespace"),
          Map.entry("immutability_policy.namespace", "what is in its namespace"),
          Map.entry("log_export.namespace", "what is in its namespace"),
          Map.entry("log_export.requester", "the export goes to the address that was given"),
          Map.entry("mail.account", "on its way"),
          Map.entry("mail.sender", "on its way"),
          Map.entry("prototype.organization", "an organization's"),
          Map.entry("proxy_cache.organization", "an organization's"),
          Map.entry("quota.namespace", "what is in its namespace"),
          Map.entry("repository.namespace", "what is in its namespace"),
          Map.entry("repository_mirror.robot", "what is in its namespace"),
          Map.entry("repository_notification.target_account", "told only if it is a user then"),
          Map.entry("robot.account", "a robot's"),
          Map.entry("robot.owner", "what is in its namespace"),
          Map.entry("service_key.approver", "who approved is history"),
          Map.entry("team.organization", "an organization's"));

  @Test
  void everyColumnThatLeadsToAnAccountIsDecided() throws SQLException {
    StackAddresses.Isolated place = LocalStack.freshDatabase();
    Map<String, String> environment = place.environment();
    TestEngine.migrate(environment, "vault", "classpath:db/vault");
    TestEngine.migrate(environment, "activity", "classpath:db/activity");
    TestEngine.migrate(environment, "wharfinger", "classpath:db/model");
    Set<String> found = new TreeSet<>();
    try (Connection connection =
            DriverManager.getConnection(
                Objects.requireNonNull(environment.get("QUARKUS_DATASOURCE_JDBC_URL")),
                environment.get("QUARKUS_DATASOURCE_USERNAME"),
                environment.get("QUARKUS_DATASOURCE_PASSWORD"));
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery(
                    """
                    SELECT c.conrelid::regclass::text || '.' || a.attname
                    FROM pg_constraint c
                    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
                    WHERE c.contype = 'f' AND c.confrelid = 'wharfinger.namespace'::regclass
                    """)) {
      while (rows.next()) {
        String column = rows.getString(1);
        found.add(column.substring(column.indexOf("wharfinger.") < 0 ? 0 : "wharfinger.".length()));
      }
    }
    Set<String> decided = new TreeSet<>(STAY.keySet());
    EveryArea.AREAS
        .ownedByUser()
        .forEach(
            owned -> owned.columns().forEach(column -> decided.add(owned.table() + "." + column)));
    assertThat(decided).containsExactlyElementsOf(found);
  }

  @Test
  void theFeedKnowsEveryKindAsAUsers() {
    Set<String> ending =
        EveryArea.AREAS.types().stream()
            .map(EventType::event)
            .flatMap(
                event -> EveryArea.AREAS.audit(new CompleteEvent(event).event()).steps().stream())
            .filter(AuditTrail.Put.class::isInstance)
            .map(AuditTrail.Put.class::cast)
            .filter(put -> put.owners().stream().anyMatch(owner -> owner.kind().equals("account")))
            .map(put -> put.entity().kind())
            .collect(Collectors.toSet());
    assertThat(ending)
        .containsAll(EveryArea.AREAS.ownedByUser().stream().map(OwnedRows::kind).toList());
  }
}
