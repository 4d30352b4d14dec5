package dev.wharfinger.accounts.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.recovery.AskForRecovery.State;
import dev.wharfinger.accounts.recovery.ConfirmRecovery.Enter;
import dev.wharfinger.accounts.recovery.ConfirmRecovery.User;
import dev.wharfinger.accounts.recovery.RecoveryEvent.OrganizationRecoveryAsked;
import dev.wharfinger.accounts.recovery.RecoveryEvent.RecoveryAsked;
import dev.wharfinger.accounts.recovery.RecoveryEvent.RecoveryUsed;
import dev.wharfinger.accounts.session.SessionEvent.UserSignedIn;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.vault.Personal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AskForRecoveryTest {

  private static final AccountId JANE = new AccountId(7);
  private static final OrganizationId ACME = new OrganizationId(2);
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final UUID KEY = new UUID(0, 1);
  private static final UUID DRAWN = new UUID(0, 3);
  private static final AskForRecovery ASK = new AskForRecovery(JANE, DRAWN, "digest", NOW);

  @Test
  void sendsAUserTheWayIn() {
    assertThat(Decide.events(jane("jane@example.com", Optional.empty()), ASK))
        .containsExactly(
            new RecoveryAsked(
                JANE,
                DRAWN,
                "digest",
                Decide.FIRST_ID,
                personal("jane"),
                personal("jane@example.com")));
    assertThat(Decide.events(jane("jane@example.com", Optional.of(NOW.minusSeconds(60))), ASK))
        .hasSize(1);
  }

  @Test
  void sendsNothingToNobodyToNowhereAndTooSoon() {
    assertThat(Decide.events(new State.NoAccount(), ASK)).isEmpty();
    assertThat(Decide.events(jane("no form", Optional.empty()), ASK)).isEmpty();
    assertThat(Decide.events(jane("jane@example.com", Optional.of(NOW.minusSeconds(59))), ASK))
        .isEmpty();
  }

  @Test
  void tellsAnOrganizationWhoAdministersIt() {
    OrganizationRecoveryMail tell = new OrganizationRecoveryMail(ACME, NOW);
    List<Personal> administrators = List.of(personal("jane"));
    assertThat(
            Decide.events(
                new OrganizationRecoveryMail.State(
                    "acme", "a@acme.org", KEY, Optional.empty(), administrators),
                tell))
        .containsExactly(
            new OrganizationRecoveryAsked(
                ACME, "acme", Decide.FIRST_ID, personal("a@acme.org"), administrators));
    assertThat(
            Decide.events(
                new OrganizationRecoveryMail.State(
                    "acme", "a@acme.org", KEY, Optional.of(NOW), administrators),
                tell))
        .isEmpty();
    assertThat(Decide.events(OrganizationRecoveryMail.State.GONE, tell)).isEmpty();
  }

  @Test
  void letsInByTheCodeAlone() {
    Optional<User> jane = Optional.of(new User(JANE, "jane", KEY));
    assertThat(Decide.events(jane, new Enter("digest", NOW, true)))
        .containsExactly(new RecoveryUsed(JANE), new UserSignedIn(JANE));
    assertThat(Decide.events(jane, new Enter("digest", NOW, false)))
        .containsExactly(new RecoveryUsed(JANE));
    assertThat(Decide.on(Optional.<User>empty(), new Enter("digest", NOW, true)))
        .isEqualTo(Decision.reject(RecoveryRejection.INVALID_CODE));
  }

  @Test
  void showsTheEndsOfANameAlone() {
    assertThat(RequestRecoveryEmail.redacted("ab")).isEqualTo("ab");
    assertThat(RequestRecoveryEmail.redacted("acme")).isEqualTo("a\u2022\u2022e");
    assertThat(RequestRecoveryEmail.redacted("projectquay"))
        .isEqualTo("pro\u2022\u2022\u2022\u2022\u2022\u2022ay");
  }

  private static State jane(String email, Optional<Instant> asked) {
    return new State.Present("jane", email, KEY, asked);
  }

  private static Personal personal(String value) {
    return new Personal.Known(value, KEY);
  }
}
