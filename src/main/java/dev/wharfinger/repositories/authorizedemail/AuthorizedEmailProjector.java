package dev.wharfinger.repositories.authorizedemail;

import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.mail.MailKind;
import dev.wharfinger.platform.mail.MailRow;
import dev.wharfinger.records.log.LogEntry;
import dev.wharfinger.repositories.authorizedemail.AuthorizedEmailEvent.RepositoryEmailAsked;
import dev.wharfinger.repositories.authorizedemail.AuthorizedEmailEvent.RepositoryEmailAuthorized;
import java.util.Map;

/** Projects e-mail addresses of repositories into rows, and queues the mails. */
public final class AuthorizedEmailProjector implements Projector<AuthorizedEmailEvent> {

  @Override
  public Class<AuthorizedEmailEvent> events() {
    return AuthorizedEmailEvent.class;
  }

  @Override
  public void project(AuthorizedEmailEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case RepositoryEmailAsked asked -> {
        rows.updateIfPresent("DELETE FROM authorized_email WHERE id = $1", asked.authorization());
        rows.insert(
            "authorized_email (id, repository, email, code_digest, confirmed)",
            asked.authorization(),
            asked.repository(),
            asked.email().orElse(LogEntry.ERASED),
            asked.codeDigest(),
            false);
        new MailRow(
                asked.mail(),
                MailKind.REPOSITORY_EMAIL,
                null,
                asked.asker(),
                asked.email(),
                asked.code(),
                Map.of(
                    "namespace", asked.account().orElse(LogEntry.ERASED),
                    "repository", asked.name()))
            .queue(metadata, rows);
      }
      case RepositoryEmailAuthorized authorized ->
          rows.update(
              "UPDATE authorized_email SET confirmed = true WHERE id = $1",
              authorized.authorization());
    }
  }
}
