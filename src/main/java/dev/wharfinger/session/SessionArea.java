package dev.wharfinger.session;

import dev.wharfinger.journal.Area;
import dev.wharfinger.journal.AuditTrail;
import dev.wharfinger.journal.Projector;
import dev.wharfinger.session.SessionEvent.SignInRefused;
import dev.wharfinger.session.SessionEvent.UserSignedIn;
import dev.wharfinger.session.SessionEvent.UserSignedOut;
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
