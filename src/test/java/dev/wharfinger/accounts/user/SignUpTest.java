package dev.wharfinger.accounts.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.user.ConfirmationEvent.EmailConfirmationAsked;
import dev.wharfinger.accounts.user.NewUser.Taken;
import dev.wharfinger.accounts.user.OwnAccountEvent.UserPrompted;
import dev.wharfinger.accounts.user.SignUp.State;
import dev.wharfinger.accounts.user.UserEvent.Origin;
import dev.wharfinger.accounts.user.UserEvent.UserCreated;
import dev.wharfinger.platform.account.NamespaceName;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.vault.Personal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignUpTest {

  private static final UUID KEY = new UUID(0, 1);
  private static final UUID STAND_IN = new UUID(0, 2);
  private static final Confirmation CODE = new Confirmation(new UUID(0, 3), "digest");
  private static final State FREE = new State(new Taken(false, false, false), false);
  private static final State INVITED = new State(new Taken(false, false, false), true);

  @Test
  void createsAUserWhoIsAskedForHisName() {
    List<Event> events =
        Decide.events(FREE, signUp("jane", null, false, List.of("enter_name"), Optional.empty()));
    assertThat(events)
        .containsExactly(
            new UserCreated(
                new AccountId(Decide.FIRST_ID),
                personal("jane"),
                KEY,
                null,
                STAND_IN,
                personal("hash"),
                true,
                60,
                Origin.SIGNED_UP),
            new UserPrompted(new AccountId(Decide.FIRST_ID), List.of("enter_name")));
  }

  @Test
  void whereMailIsOnAsksForAConfirmation() {
    List<Event> events =
        Decide.events(FREE, signUp("jane", "jane@x.org", true, List.of(), Optional.of(CODE)));
    assertThat(events).hasSize(2);
    assertThat(((UserCreated) events.getFirst()).verified()).isFalse();
    assertThat(events.get(1))
        .isEqualTo(
            new EmailConfirmationAsked(
                new AccountId(Decide.FIRST_ID),
                CODE.drawn(),
                "digest",
                Decide.FIRST_ID + 1,
                personal("jane"),
                personal("jane@x.org")));
  }

  @Test
  void refusesInQuaysOrder() {
    State all = new State(new Taken(true, true, true), false);
    assertThat(issue(all, "J", null, true, "short")).isEqualTo(UserRejection.Simple.NAME_TAKEN);
    State byOrganization = new State(new Taken(false, true, true), false);
    assertThat(issue(byOrganization, "J", null, true, "short"))
        .isEqualTo(UserRejection.Simple.NO_EMAIL);
    assertThat(issue(byOrganization, "J", "", true, "short"))
        .isEqualTo(UserRejection.Simple.NO_EMAIL);
    assertThat(issue(byOrganization, "J", "no", true, "short"))
        .isEqualTo(not(new NewUser.Issue.InvalidPassword("short")));
    assertThat(issue(byOrganization, "J", "no", true, null))
        .isEqualTo(not(new NewUser.Issue.InvalidEmail("no")));
    assertThat(issue(byOrganization, "J", "a@b.org", true, null))
        .isEqualTo(
            not(
                new NewUser.Issue.InvalidName(
                    "J", "Namespace must match expression " + NamespaceName.PATTERN)));
    assertThat(issue(byOrganization, "jane", "a@b.org", true, null))
        .isEqualTo(not(new NewUser.Issue.NameOfOrganization("jane")));
    assertThat(
            issue(new State(new Taken(false, false, true), false), "jane", "a@b.org", true, null))
        .isEqualTo(not(new NewUser.Issue.EmailUsed("a@b.org")));
  }

  @Test
  void whereOneMustBeInvitedWantsACodeAndAnInvitation() {
    assertThat(byInvitation("", FREE)).contains(UserRejection.Simple.NO_INVITE_CODE);
    assertThat(byInvitation("code", FREE)).contains(UserRejection.Simple.NOT_INVITED);
    assertThat(byInvitation("code", INVITED)).isEmpty();
  }

  @Test
  void refusesWhoIsNoHumanBeforeItLooksAtHisPassword() {
    SignUp open = signUp("jane", null, false, List.of(), Optional.empty());
    SignUp bot =
        new SignUp(
            open.user(),
            Optional.of("short"),
            false,
            "",
            false,
            false,
            false,
            List.of(),
            Optional.empty());
    assertThat(Decide.on(FREE, bot)).isEqualTo(Decision.reject(UserRejection.Simple.NOT_HUMAN));
    assertThat(Decide.on(new State(new Taken(true, false, false), false), bot))
        .isEqualTo(Decision.reject(UserRejection.Simple.NAME_TAKEN));
  }

  @Test
  void givesNobodyANameThatMakesASuperuser() {
    SignUp open = signUp("jane", null, false, List.of(), Optional.empty());
    SignUp reserved =
        new SignUp(
            open.user(),
            Optional.empty(),
            false,
            "",
            true,
            true,
            false,
            List.of(),
            Optional.empty());
    assertThat(Decide.on(FREE, reserved))
        .isEqualTo(Decision.reject(UserRejection.Simple.NAME_TAKEN));
  }

  @Test
  void takesNobodyWithAnAddressOfABlockedDomain() {
    SignUp open = signUp("jane", "jane@x.org", false, List.of(), Optional.empty());
    SignUp blocked =
        new SignUp(
            open.user(),
            Optional.of("short"),
            false,
            "",
            false,
            false,
            true,
            List.of(),
            Optional.empty());
    assertThat(Decide.on(FREE, blocked))
        .as("before captcha and password")
        .isEqualTo(Decision.reject(UserRejection.Simple.NOT_INVITED));
  }

  private static Optional<UserRejection> byInvitation(String code, State state) {
    SignUp open = signUp("jane", "jane@x.org", false, List.of(), Optional.empty());
    return new SignUp(
            open.user(),
            Optional.empty(),
            true,
            code,
            true,
            false,
            false,
            List.of(),
            Optional.empty())
        .issue(state);
  }

  private static UserRejection issue(
      State state,
      String name,
      @Nullable String email,
      boolean mailing,
      @Nullable String password) {
    SignUp open = signUp(name, email, mailing, List.of(), Optional.empty());
    SignUp command =
        new SignUp(
            open.user(),
            Optional.ofNullable(password),
            false,
            "",
            true,
            false,
            false,
            List.of(),
            Optional.empty());
    UserRejection issue = command.issue(state).orElseThrow();
    assertThat(Decide.on(state, command)).isEqualTo(Decision.reject(issue));
    return issue;
  }

  private static UserRejection not(NewUser.Issue issue) {
    return new UserRejection.NotSignedUp(issue);
  }

  private static SignUp signUp(
      String name,
      @Nullable String email,
      boolean mailing,
      List<String> prompts,
      Optional<Confirmation> code) {
    NewUser user = new NewUser(name, email, STAND_IN, KEY, "hash", mailing, 60, Origin.SIGNED_UP);
    return new SignUp(user, Optional.empty(), false, "", true, false, false, prompts, code);
  }

  private static Personal personal(String text) {
    return new Personal.Known(text, KEY);
  }
}
