package dev.wharfinger.accounts.robot;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can happen to a robot. Source: contract neighbours 5. */
public sealed interface RobotEvent extends Event {

  /** The robot's account id. */
  long robot();

  /** The account id of the organization or user whom it belongs to. */
  long owner();

  /** Its name without its owner's. */
  String shortName();

  /**
   * A robot came to be.
   *
   * @param subjectKey the key of its owner: what is known of a robot goes with its owner
   * @param emailStandIn feeds its avatar
   * @param token sealed as the tables keep it, and once more with the owner's key
   * @param description null when none was given
   * @param metadata a JSON object of the client's own; null when none was given
   */
  @EventName("robot-created.v1")
  record RobotCreated(
      long robot,
      long owner,
      String shortName,
      UUID subjectKey,
      UUID emailStandIn,
      Personal token,
      @Nullable Personal description,
      @Nullable Personal metadata)
      implements RobotEvent {}

  /** The token was replaced by another one. */
  @EventName("robot-token-regenerated.v1")
  record RobotTokenRegenerated(long robot, long owner, String shortName, Personal token)
      implements RobotEvent {}

  /** Who may act as the robot was set. */
  @EventName("robot-federation-set.v1")
  record RobotFederationSet(long robot, long owner, String shortName, List<Identity> identities)
      implements RobotEvent {
    public RobotFederationSet {
      identities = List.copyOf(identities);
    }
  }

  /** Nobody else may act as the robot any more. */
  @EventName("robot-federation-removed.v1")
  record RobotFederationRemoved(long robot, long owner, String shortName) implements RobotEvent {}

  /** The robot is gone, with its memberships and permissions. */
  @EventName("robot-deleted.v1")
  record RobotDeleted(long robot, long owner, String shortName) implements RobotEvent {}

  /** An identity of another issuer. */
  record Identity(String issuer, String subject) {}
}
