package dev.wharfinger.accounts.user;

import static dev.wharfinger.platform.account.Entities.account;
import static dev.wharfinger.platform.account.Entities.emailConfirmation;
import static dev.wharfinger.platform.account.Entities.recovery;

import dev.wharfinger.accounts.user.UserEvent.UserCreated;
import dev.wharfinger.accounts.user.UserEvent.UserDeleted;
import dev.wharfinger.accounts.user.UserEvent.UserDisabled;
import dev.wharfinger.accounts.user.UserEvent.UserEmailChanged;
import dev.wharfinger.accounts.user.UserEvent.UserEnabled;
import dev.wharfinger.accounts.user.UserEvent.UserPasswordChanged;
import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rejection;
import jakarta.inject.Singleton;
import java.util.List;

/** Accounts of users, as created and changed by superusers and sign-up. */
@Singleton
public final class UserArea implements Area<UserEvent> {

  @Override
  public Projector<UserEvent> projector() {
    return new UserProjector();
  }

  @Override
  public List<Class<? extends Rejection>> rejections() {
    return List.of(UserRejection.class);
  }

  @Override
  public void audit(UserEvent event, AuditTrail trail) {

    trail.belongsTo(event.user());
    switch (event) {
      case UserCreated created ->
          user(event, trail)
              .set("name", created.name())
              .set("email", created.email())
              .set("emailStandIn", created.emailStandIn())
              .set("passwordHash", created.passwordHash())
              .set("verified", created.verified())
              .set("tagExpirationSeconds", created.tagExpirationSeconds())
              .set("kind", "USER")
              .set("enabled", true);
      case UserPasswordChanged changed -> {
        user(event, trail).set("passwordHash", changed.passwordHash());
        trail.end(recovery(changed.user()));
      }
      case UserEmailChanged changed -> {
        user(event, trail).set("email", changed.email()).set("verified", true);
        trail.end(emailConfirmation(changed.user()));
        trail.end(recovery(changed.user()));
      }
      case UserEnabled _ -> user(event, trail).set("enabled", true);
      case UserDisabled _ -> user(event, trail).set("enabled", false);
      case UserDeleted deleted -> trail.end(account(deleted.user()));
    }
  }

  private static AuditTrail.Put user(UserEvent event, AuditTrail trail) {
    return trail.put(account(event.user()));
  }
}
