package dev.wharfinger.accounts.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.user.DeleteInstallUser.Delete;
import dev.wharfinger.accounts.user.UserEvent.UserDeleted;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.vault.Personal;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeleteInstallUserTest {

  private static final UUID KEY = new UUID(0, 1);
  private static final InstalledUser JANE =
      new InstalledUser.Present(new AccountId(7), "jane", "jane@example.com", KEY, false);

  @Test
  void deletesAUserAndSaysWhomToForget() {
    assertThat(Decide.events(JANE, new Delete("jane", false)))
        .containsExactly(new UserDeleted(new AccountId(7), new Personal.Known("jane", KEY), KEY));
  }

  @Test
  void refusesASuperuser() {
    assertThat(Decide.on(JANE, new Delete("jane", true)))
        .isEqualTo(Decision.reject(UserRejection.Simple.DELETES_SUPERUSER));
  }

  @Test
  void findsNobodyBeforeItLooksAtTheListOfSuperusers() {
    assertThat(Decide.on(new InstalledUser.Missing(), new Delete("ghost", true)))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
  }
}
