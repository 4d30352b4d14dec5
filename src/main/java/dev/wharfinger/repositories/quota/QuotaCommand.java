package dev.wharfinger.repositories.quota;

import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.repositories.quota.QuotaEvent.Family;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaChanged;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaCreated;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaDeleted;
import dev.wharfinger.repositories.quota.QuotaState.Account;
import dev.wharfinger.repositories.quota.QuotaState.Quota;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Optional;

/**
 * Commands on the quota of an account; one rule for all routes. Source: contract superuser 4,
 * neighbours 3.
 */
sealed interface QuotaCommand extends Command<QuotaState> {

  /** The account's name. */
  String name();

  /** The family of operations that the command comes from. */
  Family family();

  @Override
  default Uni<QuotaState> load(SqlConnection connection) {
    return QuotaState.load(connection, name());
  }

  @Override
  default Decision decide(QuotaState state, Ids ids) {
    return switch (state) {
      case QuotaState.Missing _ -> Decision.reject(CommonRejection.NOT_FOUND);
      case Account account -> decide(account, ids);
    };
  }

  /** Decides for an existing account. */
  Decision decide(Account account, Ids ids);

  /** Creates an account's quota. */
  record Create(String name, Family family, QuotaSize size) implements QuotaCommand {

    @Override
    public Decision decide(QuotaState state, Ids ids) {
      return size instanceof QuotaSize.Unreadable
          ? Decision.reject(size.issue(family, 1).orElseThrow())
          : QuotaCommand.super.decide(state, ids);
    }

    @Override
    public Decision decide(Account account, Ids ids) {
      if (family == Family.ORGANIZATION && !account.organization()) {
        return Decision.reject(CommonRejection.NOT_FOUND);
      }
      if (account.quota().isPresent()) {
        return Decision.reject(new QuotaRejection.AlreadyExists(family, name));
      }
      Optional<QuotaRejection> issue = size.issue(family, 1);
      if (issue.isPresent() || !(size instanceof QuotaSize.Bytes(long bytes))) {
        return Decision.reject(issue.orElse(QuotaRejection.Simple.NO_SIZE));
      }
      return Decision.accept(
          new QuotaCreated(ids.next(), account.id(), account.sealedName(), bytes, family));
    }
  }

  /** Changes a quota; zero counts as absent. */
  record Change(String name, Family family, long quota, QuotaSize size) implements QuotaCommand {

    @Override
    public Decision decide(Account account, Ids ids) {
      Optional<Quota> found = account.quota(quota);
      if (found.isEmpty()) {
        return Decision.reject(CommonRejection.NOT_FOUND);
      }
      Optional<QuotaRejection> issue = size.issue(family, 0);
      if (issue.isPresent()) {
        return Decision.reject(issue.get());
      }
      return size instanceof QuotaSize.Bytes(long bytes) && bytes > 0
          ? Decision.accept(
              new QuotaChanged(
                  quota,
                  account.id(),
                  account.sealedName(),
                  bytes,
                  found.orElseThrow().limitBytes(),
                  family))
          : Decision.accept();
    }
  }

  /** Deletes a quota. */
  record Delete(String name, Family family, long quota) implements QuotaCommand {

    @Override
    public Decision decide(Account account, Ids ids) {
      return account
          .quota(quota)
          .map(it ->
              Decision.accept(
                  new QuotaDeleted(
                      quota, account.id(), account.sealedName(), it.limitBytes(), family)))
          .orElseGet(() -> Decision.reject(CommonRejection.NOT_FOUND));
    }
  }
}
