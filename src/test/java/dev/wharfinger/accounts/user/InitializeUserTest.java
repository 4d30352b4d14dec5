package dev.wharfinger.accounts.user;

import static dev.wharfinger.platform.journal.Decide.FIRST_ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.application.ApplicationEvent.AccessTokenIssued;
import dev.wharfinger.accounts.application.ApplicationEvent.AutomationApplicationCreated;
import dev.wharfinger.accounts.user.InitializeUser.Initialize;
import dev.wharfinger.accounts.user.InitializeUser.Initialize.State;
import dev.wharfinger.accounts.user.NewUser.Taken;
import dev.wharfinger.accounts.user.UserEvent.Origin;
import dev.wharfinger.accounts.user.UserEvent.UserCreated;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.vault.Personal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InitializeUserTest {

  private static final UUID KEY = new UUID(0, 1);
  private static final UUID TOKEN = new UUID(0, 3);
  private static final Instant EXPIRES = Instant.parse("2026-08-21T18:32:54Z");
  private static final Taken FREE = new Taken(false, false, false);
  private static final State EMPTY = new State(true, FREE);

  @Test
  void createsTheFirstUserVerifiedEvenWhereMailIsOn() {
    assertThat(
            Decide.events(EMPTY, initialize("root", "root@example.com", Optional.empty(), false)))
        .singleElement()
        .isInstanceOfSatisfying(
            UserCreated.class,
            created -> {
              assertThat(created.verified()).isTrue();
              assertThat(created.origin()).isEqualTo(Origin.INITIALIZED);
            });
  }

  @Test
  void givesHimAnApplicationAndATokenWithEveryScope() {
    assertThat(Decide.events(EMPTY, initialize("root", "root@example.com", Optional.empty(), true)))
        .hasSize(3)
        .endsWith(
            new AutomationApplicationCreated(
                FIRST_ID + 1,
                new AccountId(FIRST_ID),
                new Personal.Known("root", KEY),
                new Personal.Known("secret", KEY)),
            new AccessTokenIssued(
                FIRST_ID + 2,
                TOKEN,
                new AccountId(FIRST_ID),
                FIRST_ID + 1,
                "repo:read repo:write repo:admin repo:create user:read user:admin org:admin"
                    + " super:user",
                EXPIRES));
  }

  @Test
  void refusesARegistryThatIsNotEmptyFirst() {
    assertThat(
            Decide.on(
                new State(false, FREE), initialize("Root", "x", Optional.of("Bad password"), true)))
        .isEqualTo(Decision.reject(UserRejection.Simple.NOT_EMPTY));
  }

  @Test
  void refusesThePasswordThenTheEmailThenTheName() {
    assertThat(Decide.on(EMPTY, initialize("Root", "x", Optional.of("Bad password"), true)))
        .isEqualTo(failed(new NewUser.Issue.InvalidPassword("Bad password")));
    assertThat(Decide.on(EMPTY, initialize("Root", "x", Optional.empty(), true)))
        .isEqualTo(failed(new NewUser.Issue.InvalidEmail("x")));
    assertThat(Decide.on(EMPTY, initialize("r", "root@example.com", Optional.empty(), true)))
        .isEqualTo(
            failed(
                new NewUser.Issue.InvalidName(
                    "r", "Namespace must be between 2 and 255 characters in length")));
  }

  private static Initialize initialize(
      String name, String email, Optional<String> passwordIssue, boolean withToken) {
    NewUser user =
        new NewUser(name, email, new UUID(0, 2), KEY, "hash", true, 1_209_600, Origin.INITIALIZED);
    return new Initialize(user, passwordIssue, withToken, TOKEN, "secret", EXPIRES);
  }

  private static Decision failed(NewUser.Issue issue) {
    return Decision.reject(new UserRejection.NotInitialized(issue));
  }
}
