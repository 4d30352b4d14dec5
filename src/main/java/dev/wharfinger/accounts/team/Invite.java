package dev.wharfinger.accounts.team;

import dev.wharfinger.accounts.team.InvitationEvent.InvitationMail;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.mail.MailCodes;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.vault.Personal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Whether and how users are invited to teams. Source: contract neighbours 4. */
@Singleton
class Invite {

  private final Settings settings;
  private final MailCodes codes;

  @Inject
  Invite(Settings settings, MailCodes codes) {
    this.settings = settings;
    this.codes = codes;
  }

  /** Without FEATURE_MAILING the routes of invitations do not exist. */
  void requireMailing() {
    if (!settings.featureMailing()) {
      throw new ApiException(ApiError.notFound());
    }
  }

  /** Whether users new to an organization are invited instead of added. */
  boolean comesFirst() {
    return settings.featureMailing() && settings.featureRequireTeamInvite();
  }

  /** The code of an invitation that may result from a request. */
  Code code(WriteRequest request) {
    UUID drawn = codes.draw(request.draw(), "team-invitation");
    return new Code(drawn, codes.digest(drawn));
  }

  /** The UUID from which a code is derived, and the digest by which it is recognised. */
  record Code(UUID drawn, String digest) {}

  /** The mail of an invitation. */
  static InvitationMail letter(
      Ids ids, String address, UUID key, String organization, Caller.User inviter) {
    return new InvitationMail(
        ids.next(),
        new Personal.Known(address, key),
        organization,
        new Personal.Known(inviter.name(), inviter.key()));
  }
}
