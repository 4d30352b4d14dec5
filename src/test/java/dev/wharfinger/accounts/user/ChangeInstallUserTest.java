package dev.wharfinger.accounts.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.user.ChangeInstallUser.Change;
import dev.wharfinger.accounts.user.ChangeInstallUser.NewPassword;
import dev.wharfinger.accounts.user.UserEvent.UserDisabled;
import dev.wharfinger.accounts.user.UserEvent.UserEmailChanged;
import dev.wharfinger.accounts.user.UserEvent.UserEnabled;
import dev.wharfinger.accounts.user.UserEvent.UserPasswordChanged;
import dev.wharfinger.platform.config.AuthenticationType;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.vault.Personal;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangeInstallUserTest {

  private static final AccountId JANE_ID = new AccountId(7);
  private static final UUID KEY = new UUID(0, 1);
  private static final UUID STAND_IN = new UUID(0, 2);
  private static final InstalledUser JANE =
      new InstalledUser.Present(JANE_ID, "jane", "jane@example.com", KEY, false);
  private static final InstalledUser JANE_WANTING_ANOTHERS_EMAIL =
      new InstalledUser.Present(JANE_ID, "jane", "jane@example.com", KEY, true);
  private static final String ISSUE = "Invalid password, of course.";

  @Test
  void changesNothingWhenNothingIsAskedFor() {
    assertThat(Decide.events(JANE, new Asked().command())).isEmpty();
  }

  @Test
  void changesEverythingAtOnce() {
    assertThat(
            Decide.events(
                JANE, new Asked().password("hash").email("new@example.com").on(false).command()))
        .containsExactly(
            new UserPasswordChanged(JANE_ID, personal("jane"), personal("hash")),
            new UserEmailChanged(
                JANE_ID, personal("new@example.com"), personal("jane@example.com"), STAND_IN),
            new UserDisabled(JANE_ID, personal("jane")));
  }

  @Test
  void saysThatAUserIsEnabledThoughHeWas() {
    assertThat(Decide.events(JANE, new Asked().on(true).command()))
        .containsExactly(new UserEnabled(JANE_ID, personal("jane")));
  }

  @Test
  void takesAnyTextForAnEmail() {
    assertThat(Decide.events(JANE, new Asked().email("").command()))
        .containsExactly(
            new UserEmailChanged(JANE_ID, personal(""), personal("jane@example.com"), STAND_IN));
  }

  @Test
  void refusesAnothersEmailAndThenChangesNothing() {
    assertThat(
            Decide.on(
                JANE_WANTING_ANOTHERS_EMAIL,
                new Asked().password("hash").email("john@example.com").on(false).command()))
        .isEqualTo(Decision.reject(UserRejection.Simple.EMAIL_TAKEN));
  }

  @Test
  void looksAtThePasswordBeforeTheEmail() {
    assertThat(
            Decide.on(
                JANE_WANTING_ANOTHERS_EMAIL,
                new Asked().badPassword().email("john@example.com").command()))
        .isEqualTo(Decision.reject(new UserRejection.InvalidPassword(ISSUE)));
  }

  @Test
  void changesNeitherPasswordNorEmailOfUsersWhoAreKeptElsewhere() {
    assertThat(Decide.on(JANE, new Asked().badPassword().in(AuthenticationType.LDAP).command()))
        .isEqualTo(Decision.reject(UserRejection.Simple.FOREIGN_PASSWORD));
    assertThat(Decide.on(JANE, new Asked().email("a@b.c").in(AuthenticationType.LDAP).command()))
        .isEqualTo(Decision.reject(UserRejection.Simple.FOREIGN_EMAIL));
    assertThat(
            Decide.events(
                JANE, new Asked().email("a@b.c").in(AuthenticationType.APP_TOKEN).command()))
        .hasSize(1);
  }

  @Test
  void refusesASuperuserEvenWhenNothingIsAskedFor() {
    assertThat(Decide.on(JANE, new Asked().superuser().command()))
        .isEqualTo(Decision.reject(UserRejection.Simple.CHANGES_SUPERUSER));
  }

  @Test
  void findsNobodyFirst() {
    assertThat(Decide.on(new InstalledUser.Missing(), new Asked().superuser().command()))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
  }

  private static Personal personal(String text) {
    return new Personal.Known(text, KEY);
  }

  /** A request in the making. */
  private static final class Asked {
    private boolean superuser;
    private AuthenticationType authentication = AuthenticationType.DATABASE;
    private Optional<NewPassword> password = Optional.empty();
    private Optional<String> email = Optional.empty();
    private Optional<Boolean> enabled = Optional.empty();

    Asked superuser() {
      superuser = true;
      return this;
    }

    Asked in(AuthenticationType type) {
      authentication = type;
      return this;
    }

    Asked password(String hash) {
      password = Optional.of(new NewPassword(hash, Optional.empty()));
      return this;
    }

    Asked badPassword() {
      password = Optional.of(new NewPassword("", Optional.of(ISSUE)));
      return this;
    }

    Asked email(String text) {
      email = Optional.of(text);
      return this;
    }

    Asked on(boolean wanted) {
      enabled = Optional.of(wanted);
      return this;
    }

    Change command() {
      return new Change("jane", superuser, authentication, password, email, STAND_IN, enabled);
    }
  }
}
