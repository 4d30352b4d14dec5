package dev.wharfinger.user;

import dev.wharfinger.journal.Fact;
import dev.wharfinger.journal.Projector;
import dev.wharfinger.journal.Rows;
import dev.wharfinger.log.LogEntry;
import dev.wharfinger.user.UserEvent.Origin;
import dev.wharfinger.user.UserEvent.UserCreated;
import java.time.ZoneOffset;

/** Users as rows. */
public final class UserProjector implements Projector<UserEvent> {

  @Override
  public Class<UserEvent> events() {
    return UserEvent.class;
  }

  @Override
  public void project(UserEvent event, Fact fact, Rows rows) {
    switch (event) {
      case UserCreated created -> create(created, fact, rows);
    }
  }

  private static void create(UserCreated created, Fact fact, Rows rows) {
    String standIn = created.emailStandIn().toString();
    rows.change(
        "INSERT INTO namespace (id, kind, name, email, subject_key, verified, password_hash,"
            + " tag_expiration_s, created) VALUES ($1, 'user', $2, $3, $4, $5, $6, $7, $8)",
        created.user(),
        created.name().orElse(erasedName(created.user())),
        created.email() == null ? standIn : created.email().orElse(standIn),
        created.subjectKey(),
        created.verified(),
        created.passwordHash().orElse(""),
        created.tagExpirationSeconds(),
        fact.time().atOffset(ZoneOffset.UTC));
    if (created.origin() == Origin.INSTALLED) {
      LogEntry.of("user_create")
          .with("email", created.email())
          .with("username", created.name())
          .with("superuser", fact.actor().name())
          .on(created.user(), fact, rows);
    }
  }

  /** A name for a user whose own was erased; no client can choose it, and no two users share it. */
  private static String erasedName(long user) {
    return "(erased " + user + ")";
  }
}
