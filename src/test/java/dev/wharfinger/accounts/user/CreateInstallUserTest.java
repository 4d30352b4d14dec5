package dev.wharfinger.accounts.user;

import static dev.wharfinger.platform.journal.Decide.FIRST_ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.user.ConfirmationEvent.EmailConfirmationAsked;
import dev.wharfinger.accounts.user.CreateInstallUser.Create;
import dev.wharfinger.accounts.user.NewUser.Taken;
import dev.wharfinger.accounts.user.UserEvent.Origin;
import dev.wharfinger.accounts.user.UserEvent.UserCreated;
import dev.wharfinger.platform.account.NamespaceName;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.vault.Personal;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateInstallUserTest {

  private static final UUID KEY = new UUID(0, 1);
  private static final UUID CODE = new UUID(0, 3);
  private static final UUID STAND_IN = new UUID(0, 2);
  private static final Taken FREE = new Taken(false, false, false);
  private static final Taken ALL_TAKEN = new Taken(true, true, true);

  @Test
  void createsAnUnverifiedUserAndAsksHimWhereMailIsOn() {
    assertThat(Decide.events(FREE, create("jane", "jane@example.com", true)))
        .containsExactly(
            created("jane@example.com", false),
            new EmailConfirmationAsked(
                new AccountId(FIRST_ID),
                CODE,
                "digest",
                FIRST_ID + 1,
                new Personal.Known("jane", KEY),
                new Personal.Known("jane@example.com", KEY)));
  }

  @Test
  void createsAVerifiedUserWhereItIsOff() {
    assertThat(Decide.events(FREE, create("jane", null, false)))
        .containsExactly(created(null, true));
    assertThat(Decide.events(FREE, create("jane", "", false))).containsExactly(created(null, true));
    assertThat(Decide.events(FREE, create("jane", "no address", false)))
        .containsExactly(created("no address", true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a@b", "@b.org", "a@@b.org"})
  void wantsAnAddressFirstWhereMailIsOn(String email) {
    assertThat(Decide.on(ALL_TAKEN, create("Not a name", email, true)))
        .isEqualTo(refused(new NewUser.Issue.InvalidEmail(email)));
    assertThat(Decide.on(ALL_TAKEN, create("Not a name", null, true)))
        .isEqualTo(refused(new NewUser.Issue.InvalidEmail(null)));
  }

  @Test
  void boundsTheLengthOfAnUncheckedEmail() {
    assertThat(Decide.events(FREE, create("jane", "é".repeat(254), false))).hasSize(1);
    assertThat(Decide.on(FREE, create("jane", "é".repeat(255), false)))
        .isEqualTo(refused(new NewUser.Issue.InvalidEmail("é".repeat(255))));
  }

  @Test
  void refusesTheNameThenWhatIsTaken() {
    assertThat(Decide.on(ALL_TAKEN, create("Jane", "jane@example.com", true)))
        .isEqualTo(
            refused(
                new NewUser.Issue.InvalidName(
                    "Jane", "Namespace must match expression " + NamespaceName.PATTERN)));
    assertThat(Decide.on(ALL_TAKEN, create("jane", "jane@example.com", true)))
        .isEqualTo(refused(new NewUser.Issue.NameOfUser("jane")));
    assertThat(Decide.on(new Taken(false, true, true), create("jane", null, false)))
        .isEqualTo(refused(new NewUser.Issue.NameOfOrganization("jane")));
    assertThat(Decide.on(new Taken(false, false, true), create("jane", "jane@example.com", false)))
        .isEqualTo(refused(new NewUser.Issue.EmailUsed("jane@example.com")));
  }

  private static Create create(String name, @Nullable String email, boolean mailing) {
    return new Create(
        new NewUser(name, email, STAND_IN, KEY, "hash", mailing, 1_209_600, Origin.INSTALLED),
        mailing ? Optional.of(new Confirmation(CODE, "digest")) : Optional.empty());
  }

  private static UserCreated created(@Nullable String email, boolean verified) {
    return new UserCreated(
        new AccountId(FIRST_ID),
        new Personal.Known("jane", KEY),
        KEY,
        email == null ? null : new Personal.Known(email, KEY),
        STAND_IN,
        new Personal.Known("hash", KEY),
        verified,
        1_209_600,
        Origin.INSTALLED);
  }

  private static Decision refused(NewUser.Issue issue) {
    return Decision.reject(new UserRejection.NotInstalled(issue));
  }
}
