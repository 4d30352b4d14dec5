package dev.wharfinger.accounts.restoration;

import static dev.wharfinger.records.log.LogEntry.ERASED;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.restoration.RestorationEvent.OrganizationRepositoriesRestored;
import dev.wharfinger.accounts.restoration.RestorationEvent.OrganizationRestored;
import dev.wharfinger.accounts.restoration.RestorationEvent.RepositoryRestored;
import dev.wharfinger.accounts.restoration.RestorationEvent.RobotRestored;
import dev.wharfinger.accounts.restoration.RestorationEvent.TeamRestored;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.records.log.LogEntry;
import java.time.ZoneOffset;

/**
 * Projects what is restored into rows. Each table costs one statement, however many rows it gets.
 */
public final class RestorationProjector implements Projector<RestorationEvent> {

  private static final String ANSWER =
      "INSERT INTO restoration (entity, seq, ordinal, following, answer)"
          + " VALUES ($1, $2, $3, $4, $5::text::jsonb)";

  @Override
  public Class<RestorationEvent> events() {
    return RestorationEvent.class;
  }

  @Override
  public void project(RestorationEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case OrganizationRestored restored -> {
        insert(restored, rows);
        RestoredRows.insert(restored.namespace(), restored.content(), rows);
        LogEntry.of("org_restore")
            .with("namespace", restored.name())
            .on(restored.namespace(), metadata, rows);
      }
      case OrganizationRepositoriesRestored restored ->
          RestoredRows.insert(restored.namespace(), restored.content(), rows);
      case TeamRestored restored -> {
        RestoredRows.insert(restored.namespace(), restored.content(), rows);
        LogEntry.of("team_restore")
            .with("team", restored.name())
            .on(restored.namespace(), metadata, rows);
      }
      case RobotRestored restored -> {
        RestoredRows.insert(restored.namespace(), restored.content(), rows);
        LogEntry.of("robot_restore")
            .with("robot", restored.shortName())
            .on(restored.namespace(), metadata, rows);
      }
      case RepositoryRestored restored -> {
        RestoredRows.insert(restored.namespace(), restored.content(), rows);
        LogEntry.of("repo_restore")
            .with("repo", restored.name())
            .with("namespace", restored.namespaceName())
            .about(restored.repository())
            .on(restored.namespace(), metadata, rows);
      }
    }
    rows.update(
        ANSWER,
        entity(event),
        metadata.seq(),
        metadata.ordinal(),
        following(event),
        answer(event).toString());
  }

  private static void insert(OrganizationRestored restored, Rows rows) {
    Personal email = restored.email();
    String standIn = restored.emailStandIn().toString();
    rows.invalidate("account:" + restored.namespace().value());
    rows.insert(
        "namespace (id, kind, name, email, subject_key, verified, tag_expiration_s, invoice_email,"
            + " invoice_email_address, created)",
        restored.organization(),
        "organization",
        restored.name(),
        email == null ? standIn : email.orElse(standIn),
        restored.subjectKey(),
        true,
        restored.tagExpirationSeconds(),
        restored.invoiceEmail(),
        restored.invoiceAddress() == null ? null : restored.invoiceAddress().orElse(ERASED),
        restored.created().atOffset(ZoneOffset.UTC));
  }

  /** How many more repositories follow after this event than before. */
  private static int following(RestorationEvent event) {
    return switch (event) {
      case OrganizationRestored restored -> restored.repositories();
      case OrganizationRepositoriesRestored restored -> -restored.of();
      case TeamRestored _, RobotRestored _, RepositoryRestored _ -> 0;
    };
  }

  /** What was restored, by its name on the audit feed. */
  private static String entity(RestorationEvent event) {
    return switch (event) {
      case TeamRestored restored -> "team/" + restored.team().value();
      case RobotRestored restored -> "account/" + restored.robot().value();
      case RepositoryRestored restored -> "repository/" + restored.repository().value();
      case OrganizationRestored _, OrganizationRepositoriesRestored _ ->
          "account/" + event.namespace().value();
    };
  }

  /** What the answer to the request tells of this event. */
  static ObjectNode answer(RestorationEvent event) {
    RestoredContent content = event.content();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("seq", event.from());
    answer
        .putObject("restored")
        .put("teams", content.teams().size())
        .put("members", content.members().size())
        .put("robots", content.robots().size())
        .put("repositories", content.repositories().size())
        .put("permissions", content.permissions().size())
        .put("default_permissions", content.defaultPermissions().size())
        .put("policies", content.policies().size())
        .put("quotas", content.quotas().size())
        .put("proxy_caches", content.proxyCaches().size())
        .put("applications", content.applications().size());
    ArrayNode leftOut = answer.putArray("left_out");
    event
        .leftOut()
        .forEach(it ->
            leftOut
                .addObject()
                .put("part", it.part())
                .put("kind", it.kind())
                .put("name", it.name())
                .put("reason", it.reason().name().toLowerCase(java.util.Locale.ROOT)));
    ArrayNode secrets = answer.putArray("secrets_renewed");
    content
        .robots()
        .forEach(it -> secrets.addObject().put("kind", "robot").put("name", it.shortName()));
    content
        .applications()
        .forEach(it -> secrets.addObject().put("kind", "application").put("name", it.clientId()));
    return answer;
  }
}
