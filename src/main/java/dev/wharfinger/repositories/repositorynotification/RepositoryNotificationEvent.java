package dev.wharfinger.repositories.repositorynotification;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of notifications of a repository. Source: contract repositories 6. */
public sealed interface RepositoryNotificationEvent extends Event {

  /** The notification. */
  UUID notification();

  /** The repository that it tells of. */
  RepositoryId repository();

  /** The account that the repository belongs to. */
  AccountId namespace();

  /** That account's name at the time; it may be a user's. */
  Personal account();

  /** The repository's name at the time. */
  String name();

  /** What it tells of, by its name on the wire. */
  String event();

  /** How it tells, by its name on the wire. */
  String method();

  /** What is told by a notification in Wharfinger itself. */
  enum TargetKind {
    USER,
    ORG,
    TEAM
  }

  /**
   * Who is told by a notification in Wharfinger itself.
   *
   * @param account of the user or of the organization, which has the team
   * @param team null for the account itself
   */
  record Target(TargetKind kind, AccountId account, @Nullable TeamId team) {}

  /**
   * A notification was created.
   *
   * @param id of its row
   * @param config how to reach the receiver, as JSON, without the {@code target}; it may have
   *     secrets and addresses
   * @param eventConfig what the events are limited to, as JSON
   * @param target null if the receiver is elsewhere
   */
  @EventName("repository-notification-created.v1")
  record RepositoryNotificationCreated(
      long id,
      UUID notification,
      RepositoryId repository,
      AccountId namespace,
      Personal account,
      String name,
      @Nullable String title,
      String event,
      String method,
      Personal config,
      String eventConfig,
      @Nullable Target target)
      implements RepositoryNotificationEvent {}

  /** A notification was deleted. */
  @EventName("repository-notification-deleted.v1")
  record RepositoryNotificationDeleted(
      UUID notification,
      RepositoryId repository,
      AccountId namespace,
      Personal account,
      String name,
      String event,
      String method)
      implements RepositoryNotificationEvent {}

  /** The failures of a notification were forgotten, so that it is sent again. */
  @EventName("repository-notification-reset.v1")
  record RepositoryNotificationReset(
      UUID notification,
      RepositoryId repository,
      AccountId namespace,
      Personal account,
      String name,
      String event,
      String method)
      implements RepositoryNotificationEvent {}

  /**
   * A mail is to tell of what happened.
   *
   * @param mail the id of the mail
   * @param message the text as HTML
   */
  @EventName("repository-notification-mailed.v1")
  record RepositoryNotificationMailed(
      UUID notification,
      RepositoryId repository,
      AccountId namespace,
      Personal account,
      String name,
      String event,
      String method,
      long mail,
      Personal email,
      Personal subject,
      Personal message)
      implements RepositoryNotificationEvent {}

  /**
   * Accounts are told of what happened by notifications in Wharfinger itself.
   *
   * @param told the accounts
   * @param about what is told beside the repository, as JSON, without names of accounts
   */
  @EventName("repository-notification-told.v1")
  record RepositoryNotificationTold(
      UUID notification,
      RepositoryId repository,
      AccountId namespace,
      Personal account,
      String name,
      String event,
      String method,
      List<AccountId> told,
      String about)
      implements RepositoryNotificationEvent {
    public RepositoryNotificationTold {
      told = List.copyOf(told);
    }
  }
}
