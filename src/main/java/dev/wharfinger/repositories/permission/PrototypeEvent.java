package dev.wharfinger.repositories.permission;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of the default permissions of an organization. Source: neighbours 8. */
public sealed interface PrototypeEvent extends Event {

  /** The account id of the organization. */
  OrganizationId organization();

  /** The rule that the event belongs to. */
  Rule rule();

  /** The role that new repositories grant from then on. */
  Role role();

  /**
   * A default permission without its role, with names as they were at the time. Exactly one of
   * delegate account and delegate team is set.
   *
   * @param activatingUser whose new repositories it applies to; null for all
   */
  record Rule(
      UUID uuid,
      @Nullable Account activatingUser,
      @Nullable Account delegateAccount,
      @Nullable Team delegateTeam) {}

  /** A user or robot. */
  record Account(AccountId id, Personal name) {}

  /** A team. */
  record Team(TeamId id, String name) {}

  /**
   * A default permission was created.
   *
   * @param prototype its id; rules are listed and applied in its order
   */
  @EventName("prototype-created.v1")
  record PrototypeCreated(OrganizationId organization, long prototype, Rule rule, Role role)
      implements PrototypeEvent {}

  /** The role of a default permission was set, possibly to the same one. */
  @EventName("prototype-role-set.v1")
  record PrototypeRoleSet(OrganizationId organization, Rule rule, Role role, Role originalRole)
      implements PrototypeEvent {}

  /** A default permission was deleted. */
  @EventName("prototype-deleted.v1")
  record PrototypeDeleted(OrganizationId organization, Rule rule, Role role)
      implements PrototypeEvent {}
}
