package dev.wharfinger.accounts.apptoken;

import static dev.wharfinger.platform.journal.Decide.FIRST_ID;
import static dev.wharfinger.platform.journal.Decide.events;
import static dev.wharfinger.platform.journal.Decide.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.apptoken.AppTokenEvent.AppTokenCreated;
import dev.wharfinger.accounts.apptoken.AppTokenEvent.AppTokenRevoked;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.vault.Personal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AppTokenTest {

  private static final AccountId ADA = new AccountId(1);
  private static final UUID TOKEN = new UUID(0, 5);
  private static final UUID KEY = new UUID(0, 3);
  private static final Personal TITLE = new Personal.Known("laptop", KEY);
  private static final Personal CODE = new Personal.Known("sealed", KEY);

  @Test
  void createsATokenForATimeOrForEver() {
    Instant end = Instant.parse("2026-01-02T03:04:05Z");
    assertThat(events(true, new CreateAppToken.Create(TOKEN, ADA, TITLE, CODE, end)))
        .containsExactly(new AppTokenCreated(FIRST_ID, TOKEN, ADA, TITLE, CODE, end));
    assertThat(events(true, new CreateAppToken.Create(TOKEN, ADA, TITLE, CODE, null)))
        .containsExactly(new AppTokenCreated(FIRST_ID, TOKEN, ADA, TITLE, CODE, null));
  }

  @Test
  void revokesTheUsersOwnTokenOnly() {
    RevokeAppToken.Revoke revoke = new RevokeAppToken.Revoke(TOKEN, ADA, KEY);
    assertThat(events(Optional.of(new RevokeAppToken.Owned(5, "laptop")), revoke))
        .containsExactly(new AppTokenRevoked(5, TOKEN, ADA, TITLE));
    assertThat(on(Optional.empty(), revoke)).isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
  }
}
