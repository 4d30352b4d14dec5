package dev.wharfinger.repositories.authorizedemail;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.util.UUID;

/** The events of e-mail addresses of a repository. Source: contract repositories 7. */
public sealed interface AuthorizedEmailEvent extends Event {

  /** The id of the repository. */
  RepositoryId repository();

  /** The account that the repository belongs to. */
  AccountId namespace();

  /** The id of the authorization. */
  long authorization();

  /**
   * The owner of an address was asked whether it may receive notifications; replaces an earlier
   * question, whose code becomes invalid.
   *
   * @param name the name of the repository at the time
   * @param account the name of its namespace at the time
   * @param asker the account that had the owner asked
   * @param code the UUID from which the code of the mail is derived
   * @param codeDigest the digest by which the code is recognised
   * @param mail the id of the mail
   */
  @EventName("repository-email-asked.v1")
  record RepositoryEmailAsked(
      RepositoryId repository,
      AccountId namespace,
      long authorization,
      String name,
      Personal account,
      AccountId asker,
      Personal email,
      UUID code,
      String codeDigest,
      long mail)
      implements AuthorizedEmailEvent {}

  /** The owner of an address agreed, for good. */
  @EventName("repository-email-authorized.v1")
  record RepositoryEmailAuthorized(RepositoryId repository, AccountId namespace, long authorization)
      implements AuthorizedEmailEvent {}
}
