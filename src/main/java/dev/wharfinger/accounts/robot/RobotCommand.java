package dev.wharfinger.accounts.robot;

import dev.wharfinger.accounts.robot.RobotEvent.Identity;
import dev.wharfinger.accounts.robot.RobotEvent.RobotCreated;
import dev.wharfinger.accounts.robot.RobotEvent.RobotDeleted;
import dev.wharfinger.accounts.robot.RobotEvent.RobotFederationRemoved;
import dev.wharfinger.accounts.robot.RobotEvent.RobotFederationSet;
import dev.wharfinger.accounts.robot.RobotEvent.RobotTokenRegenerated;
import dev.wharfinger.accounts.robot.RobotState.Owner;
import dev.wharfinger.accounts.robot.RobotState.Right;
import dev.wharfinger.platform.account.NamespaceName;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Commands on a robot; one rule for robots of organizations and of users. Source: contract
 * neighbours 5.
 */
sealed interface RobotCommand extends Command<RobotState> {

  /** The owner of the robot. */
  RobotPlace place();

  /** Its name without the owner's. */
  String shortName();

  @Override
  default Uni<RobotState> load(SqlConnection connection) {
    return RobotState.load(connection, place(), shortName());
  }

  @Override
  default Decision decide(RobotState state, Ids ids) {
    if (state.right() != Right.ADMINISTRATOR) {
      return Decision.reject(place().caller().denial());
    }
    return issue()
        .map(Decision::reject)
        .or(() -> state.owner().map(owner -> decide(owner, ids)))
        .orElseGet(() -> Decision.reject(new RobotRejection.NoOrganization(place().ownerName())));
  }

  /** What is wrong with the request regardless of the robot; permission is checked first. */
  default Optional<RobotRejection> issue() {
    return Optional.empty();
  }

  /** Decides for an existing owner and a permitted caller. */
  Decision decide(Owner owner, Ids ids);

  /** A command on an existing robot. */
  sealed interface OfRobot extends RobotCommand {

    @Override
    default Decision decide(Owner owner, Ids ids) {
      return owner.robot().isEmpty()
          ? Decision.reject(RobotRejection.Simple.UNKNOWN)
          : Decision.accept(event(owner, owner.robot().get()));
    }

    /** The resulting event. */
    RobotEvent event(Owner owner, AccountId robot);
  }

  /**
   * Creates a robot.
   *
   * @param metadata JSON
   * @param sealedToken its token as stored in the tables
   * @param disallowed ROBOTS_DISALLOW
   */
  record Create(
      RobotPlace place,
      String shortName,
      Optional<String> description,
      Optional<String> metadata,
      UUID emailStandIn,
      String sealedToken,
      boolean disallowed)
      implements RobotCommand {

    @Override
    public Decision decide(Owner owner, Ids ids) {
      if (disallowed) {
        return Decision.reject(RobotRejection.Simple.DISALLOWED);
      }
      Optional<String> nameIssue = NamespaceName.issue(shortName);
      if (nameIssue.isPresent()) {
        return Decision.reject(new RobotRejection.InvalidName(shortName, nameIssue.get()));
      }
      if (owner.robot().isPresent()) {
        return Decision.reject(new RobotRejection.AlreadyExists(place.ownerName(), shortName));
      }
      UUID key = owner.subjectKey();
      return Decision.accept(
          new RobotCreated(
              ids.next(AccountId::new),
              owner.account(),
              shortName,
              key,
              emailStandIn,
              new Personal.Known(sealedToken, key),
              description.map(text -> new Personal.Known(text, key)).orElse(null),
              metadata.map(json -> new Personal.Known(json, key)).orElse(null)));
    }
  }

  /** Deletes a robot. */
  record Delete(RobotPlace place, String shortName) implements OfRobot {

    @Override
    public Decision decide(Owner owner, Ids ids) {
      return owner.mirrors()
          ? Decision.reject(RobotRejection.Simple.MIRRORS)
          : OfRobot.super.decide(owner, ids);
    }

    @Override
    public RobotEvent event(Owner owner, AccountId robot) {
      return new RobotDeleted(robot, owner.account(), shortName);
    }
  }

  /** Replaces its token. */
  record Regenerate(RobotPlace place, String shortName, String sealedToken) implements OfRobot {

    @Override
    public RobotEvent event(Owner owner, AccountId robot) {
      return new RobotTokenRegenerated(
          robot, owner.account(), shortName, new Personal.Known(sealedToken, owner.subjectKey()));
    }
  }

  /** Sets the identities that may act as the robot. */
  record Federate(RobotPlace place, String shortName, List<Identity> identities)
      implements OfRobot {

    public Federate {
      identities = List.copyOf(identities);
    }

    @Override
    public Optional<RobotRejection> issue() {
      Set<Identity> seen = new HashSet<>();
      for (Identity identity : identities) {
        if (identity.issuer().isEmpty() || identity.subject().isEmpty()) {
          return Optional.of(RobotRejection.Simple.INCOMPLETE_IDENTITY);
        }
        if (!identity.issuer().startsWith("http://") && !identity.issuer().startsWith("https://")) {
          return Optional.of(RobotRejection.Simple.ISSUER_IS_NO_URL);
        }
        if (!seen.add(identity)) {
          return Optional.of(RobotRejection.Simple.DUPLICATE_IDENTITY);
        }
      }
      return Optional.empty();
    }

    @Override
    public RobotEvent event(Owner owner, AccountId robot) {
      return new RobotFederationSet(robot, owner.account(), shortName, identities);
    }
  }

  /** Removes all identities that may act as the robot. */
  record Unfederate(RobotPlace place, String shortName) implements OfRobot {

    @Override
    public RobotEvent event(Owner owner, AccountId robot) {
      return new RobotFederationRemoved(robot, owner.account(), shortName);
    }
  }
}
