package dev.wharfinger.accounts.session;

import dev.wharfinger.accounts.session.SessionEvent.SignInRefused;
import dev.wharfinger.accounts.session.SessionEvent.UserSignedIn;
import dev.wharfinger.accounts.session.SessionEvent.UserSignedOut;
import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.Projector;
import jakarta.inject.Singleton;

/** Sign-ins, which change no entity. */
@Singleton
public final class SessionArea implements Area<SessionEvent> {

  @Override
  public Projector<SessionEvent> projector() {
    return new SessionProjector();
  }

  @Override
  public void audit(SessionEvent event, AuditTrail trail) {

    switch (event) {
      case UserSignedIn in -> trail.belongsTo(in.user());
      case SignInRefused refused -> trail.belongsTo(refused.account());
      case UserSignedOut out -> trail.belongsTo(out.user());
    }
  }
}
