package dev.wharfinger.accounts.organization;

import static dev.wharfinger.platform.journal.Decide.FIRST_ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.organization.CreateOrganization.Create;
import dev.wharfinger.accounts.organization.CreateOrganization.State;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationCreated;
import dev.wharfinger.platform.account.NamespaceName;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.vault.Personal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateOrganizationTest {

  private static final AccountId CREATOR = new AccountId(7);
  private static final long TWO_WEEKS = 1_209_600;
  private static final UUID KEY = new UUID(0, 1);
  private static final UUID STAND_IN = new UUID(0, 2);
  private static final State FREE = new State(false, false);

  @Test
  void createsTheOrganizationWithItsOwners() {
    assertThat(Decide.events(FREE, create("acme", "ops@acme.example")))
        .containsExactly(
            new OrganizationCreated(
                new OrganizationId(FIRST_ID),
                "acme",
                KEY,
                new Personal.Known("ops@acme.example", KEY),
                STAND_IN,
                new TeamId(FIRST_ID + 1),
                FIRST_ID + 2,
                CREATOR,
                TWO_WEEKS));
  }

  @Test
  void needsNoEmail() {
    assertThat(Decide.events(FREE, create("acme", null)))
        .first()
        .isInstanceOfSatisfying(
            OrganizationCreated.class, created -> assertThat(created.email()).isNull());
  }

  @Test
  void testsTheNamesBeingTakenFirst() {
    assertThat(Decide.on(new State(true, true), create("Not a name", "no address")))
        .isEqualTo(Decision.reject(OrganizationRejection.Simple.NAME_TAKEN));
  }

  @Test
  void testsTheEmailBeforeThePattern() {
    assertThat(Decide.on(FREE, create("Not a name", "no address")))
        .isEqualTo(Decision.reject(OrganizationRejection.Simple.INVALID_EMAIL));
    assertThat(Decide.on(new State(false, true), create("Not a name", "jane@example.com")))
        .isEqualTo(Decision.reject(new OrganizationRejection.EmailUsed("jane@example.com")));
  }

  @Test
  void sharesAUsersEmailWhereThatIsAllowed() {
    Create command =
        new Create("acme", "jane@example.com", STAND_IN, KEY, CREATOR, TWO_WEEKS, true, true);
    assertThat(Decide.events(new State(false, true), command)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Acme", "-acme", "acme-", "ac--me", "ac me", "acme\n", "\nacme", "akmé", "ас"})
  void refusesWhatIsNoName(String name) {
    assertThat(Decide.on(FREE, create(name, null)))
        .isEqualTo(
            Decision.reject(
                new OrganizationRejection.InvalidName(
                    name, "Namespace must match expression " + NamespaceName.PATTERN)));
  }

  @Test
  void refusesTooShortAndTooLongNames() {
    for (String name : new String[] {"a", "a".repeat(256)}) {
      assertThat(Decide.on(FREE, create(name, null)))
          .isEqualTo(
              Decision.reject(
                  new OrganizationRejection.InvalidName(
                      name, "Namespace must be between 2 and 255 characters in length")));
    }
    assertThat(Decide.events(FREE, create("aa", null))).hasSize(1);
    assertThat(Decide.events(FREE, create("a".repeat(255), null))).hasSize(1);
  }

  private static Create create(String name, @Nullable String email) {
    return new Create(name, email, STAND_IN, KEY, CREATOR, TWO_WEEKS, false, true);
  }
}
