package dev.wharfinger.accounts.robot;

import static dev.wharfinger.records.log.LogEntry.ERASED;

import dev.wharfinger.accounts.robot.RobotEvent.Identity;
import dev.wharfinger.accounts.robot.RobotEvent.RobotCreated;
import dev.wharfinger.accounts.robot.RobotEvent.RobotDeleted;
import dev.wharfinger.accounts.robot.RobotEvent.RobotFederationRemoved;
import dev.wharfinger.accounts.robot.RobotEvent.RobotFederationSet;
import dev.wharfinger.accounts.robot.RobotEvent.RobotTokenRegenerated;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.records.log.LogEntry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.ZoneOffset;
import java.util.List;

/** Projects robots into rows. */
public final class RobotProjector implements Projector<RobotEvent> {

  @Override
  public Class<RobotEvent> events() {
    return RobotEvent.class;
  }

  @Override
  public void project(RobotEvent event, EventMetadata eventMetadata, Rows rows) {
    switch (event) {
      case RobotCreated created -> create(created, eventMetadata, rows);
      case RobotTokenRegenerated regenerated -> {
        rows.update(
            "UPDATE robot SET token = $2 WHERE account = $1",
            regenerated.robot(),
            regenerated.token().orElse(""));
        log("regenerate_robot_token", event, eventMetadata, rows);
      }
      case RobotFederationSet set -> {
        JsonArray identities = json(set.identities());
        federate(set.robot(), identities, rows);
        LogEntry.of("create_robot_federation")
            .with("config", identities)
            .with("robot", set.shortName())
            .on(set.owner(), eventMetadata, rows);
      }
      case RobotFederationRemoved removed -> {
        federate(removed.robot(), new JsonArray(), rows);
        log("delete_robot_federation", event, eventMetadata, rows);
      }
      case RobotDeleted deleted -> {
        rows.update("DELETE FROM namespace WHERE id = $1 AND kind = 'robot'", deleted.robot());
        log("delete_robot", event, eventMetadata, rows);
      }
    }
  }

  private static void create(RobotCreated created, EventMetadata eventMetadata, Rows rows) {
    rows.update(
        "INSERT INTO namespace"
            + " (id, kind, name, email, subject_key, verified, tag_expiration_s, created)"
            + " SELECT $1, 'robot', o.name || '+' || $3, $4, $5, true, 0, $6"
            + " FROM namespace o WHERE o.id = $2",
        created.robot(),
        created.owner(),
        created.shortName(),
        created.emailStandIn().toString(),
        created.subjectKey(),
        eventMetadata.time().atOffset(ZoneOffset.UTC));
    rows.insert(
        "robot (account, owner, short_name, description, metadata, token)",
        created.robot(),
        created.owner(),
        created.shortName(),
        created.description() == null ? "" : created.description().orElse(ERASED),
        created.metadata() == null ? "{}" : created.metadata().orElse("{}"),
        created.token().orElse(""));
    LogEntry.of("create_robot")
        .with("robot", created.shortName())
        .with("description", created.description())
        .withObject("unstructured_metadata", created.metadata())
        .on(created.owner(), eventMetadata, rows);
  }

  private static void federate(AccountId robot, JsonArray identities, Rows rows) {
    rows.update("UPDATE robot SET federation = $2 WHERE account = $1", robot, identities);
  }

  private static JsonArray json(List<Identity> identities) {
    JsonArray json = new JsonArray();
    for (Identity identity : identities) {
      json.add(
          new JsonObject().put("issuer", identity.issuer()).put("subject", identity.subject()));
    }
    return json;
  }

  private static void log(String kind, RobotEvent event, EventMetadata eventMetadata, Rows rows) {
    LogEntry.of(kind).with("robot", event.shortName()).on(event.owner(), eventMetadata, rows);
  }
}
