package dev.wharfinger.accounts.robot;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of a robot. Source: contract neighbours 5. */
public sealed interface RobotEvent extends Event {

  /** The robot's account id. */
  AccountId robot();

  /** The account id of the owner, an organization or a user. */
  AccountId owner();

  /** Its name without the owner's. */
  String shortName();

  /**
   * A robot was created.
   *
   * @param subjectKey the key of its owner: a robot's data are erased with its owner
   * @param emailStandIn placeholder from which its avatar is derived
   * @param token sealed as stored in the tables, and once more with the owner's key
   * @param description null when none was given
   * @param metadata a JSON object of the client's own; null when none was given
   */
  @EventName("robot-created.v1")
  record RobotCreated(
      AccountId robot,
      AccountId owner,
      String shortName,
      UUID subjectKey,
      UUID emailStandIn,
      Personal token,
      @Nullable Personal description,
      @Nullable Personal metadata)
      implements RobotEvent {}

  /** The token was replaced by another one. */
  @EventName("robot-token-regenerated.v1")
  record RobotTokenRegenerated(AccountId robot, AccountId owner, String shortName, Personal token)
      implements RobotEvent {}

  /** The identities that may act as the robot were set. */
  @EventName("robot-federation-set.v1")
  record RobotFederationSet(
      AccountId robot, AccountId owner, String shortName, List<Identity> identities)
      implements RobotEvent {
    public RobotFederationSet {
      identities = List.copyOf(identities);
    }
  }

  /** The identities that may act as the robot were removed. */
  @EventName("robot-federation-removed.v1")
  record RobotFederationRemoved(AccountId robot, AccountId owner, String shortName)
      implements RobotEvent {}

  /** The robot was deleted, with its memberships and permissions. */
  @EventName("robot-deleted.v1")
  record RobotDeleted(AccountId robot, AccountId owner, String shortName) implements RobotEvent {}

  /** An identity of another issuer. */
  record Identity(String issuer, String subject) {}
}
