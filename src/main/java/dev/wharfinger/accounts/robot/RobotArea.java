package dev.wharfinger.accounts.robot;

import static dev.wharfinger.platform.account.Entities.account;

import dev.wharfinger.accounts.robot.RobotEvent.RobotCreated;
import dev.wharfinger.accounts.robot.RobotEvent.RobotDeleted;
import dev.wharfinger.accounts.robot.RobotEvent.RobotFederationRemoved;
import dev.wharfinger.accounts.robot.RobotEvent.RobotFederationSet;
import dev.wharfinger.accounts.robot.RobotEvent.RobotTokenRegenerated;
import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rejection;
import jakarta.inject.Singleton;
import java.util.List;

/** Robot accounts. */
@Singleton
public final class RobotArea implements Area<RobotEvent> {

  @Override
  public Projector<RobotEvent> projector() {
    return new RobotProjector();
  }

  @Override
  public List<Class<? extends Rejection>> rejections() {
    return List.of(RobotRejection.class);
  }

  @Override
  public void audit(RobotEvent event, AuditTrail trail) {

    trail.belongsTo(event.owner());
    Entity robot = account(event.robot());
    switch (event) {
      case RobotCreated created ->
          trail
              .put(robot)
              .set("name", created.shortName())
              .set("emailStandIn", created.emailStandIn())
              .set("token", created.token())
              .set("description", created.description())
              .set("metadata", created.metadata())
              .set("kind", "ROBOT");
      case RobotTokenRegenerated regenerated -> trail.put(robot).set("token", regenerated.token());
      case RobotFederationSet set -> trail.put(robot).set("identities", set.identities());
      case RobotFederationRemoved _ -> trail.put(robot).set("identities", List.of());
      case RobotDeleted _ -> trail.end(robot);
    }
  }
}
