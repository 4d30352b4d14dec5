package dev.wharfinger.repositories.permission;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can happen to the default permissions of an organization. Source: neighbours 8. */
public sealed interface PrototypeEvent extends Event {

  /** The account id of the organization. */
  long organization();

  /** Which rule it is about. */
  Rule rule();

  /** What new repositories grant by it, from then on. */
  Role role();

  /**
   * A default permission but for its role, with names as they were at the time. Exactly one of
   * delegate account and delegate team is there.
   *
   * @param activatingUser whose new repositories it counts for; null for everybody's
   */
  record Rule(
      UUID uuid,
      @Nullable Account activatingUser,
      @Nullable Account delegateAccount,
      @Nullable Team delegateTeam) {}

  /** A user or robot. */
  record Account(long id, Personal name) {}

  /** A team. */
  record Team(long id, String name) {}

  /**
   * A default permission came to be.
   *
   * @param prototype its id; rules are listed and applied in its order
   */
  @EventName("prototype-created.v1")
  record PrototypeCreated(long organization, long prototype, Rule rule, Role role)
      implements PrototypeEvent {}

  /** New repositories grant something else by it, possibly the same. */
  @EventName("prototype-role-set.v1")
  record PrototypeRoleSet(long organization, Rule rule, Role role, Role originalRole)
      implements PrototypeEvent {}

  /** New repositories grant nothing by it any more. */
  @EventName("prototype-deleted.v1")
  record PrototypeDeleted(long organization, Rule rule, Role role) implements PrototypeEvent {}
}
