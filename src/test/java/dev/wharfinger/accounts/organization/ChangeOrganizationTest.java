package dev.wharfinger.accounts.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.organization.ChangeOrganization.Change;
import dev.wharfinger.accounts.organization.ChangeOrganization.State;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationInvoiceEmailSet;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationRenamed;
import dev.wharfinger.platform.account.NamespaceName;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.security.Caller;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangeOrganizationTest {

  private static final OrganizationId ACME_ID = new OrganizationId(3);
  private static final Caller.User ROOT =
      new Caller.User(
          new AccountId(1), "root", new UUID(0, 1), Set.of(), Optional.empty(), true, false, false);
  private static final OrganizationState ACME =
      new OrganizationState.Present(
          ACME_ID, "acme", "ops@acme.example", null, new UUID(0, 9), false);
  private static final State FREE = new State(ACME, false, false);

  @Test
  void changesNothingWhenNothingIsAskedFor() {
    assertThat(Decide.events(FREE, asked(Optional.empty(), false, Optional.empty()))).isEmpty();
  }

  @Test
  void renamesAfterItChangedTheRest() {
    assertThat(Decide.events(FREE, asked(Optional.of("apex"), true, Optional.empty())))
        .containsExactly(
            new OrganizationInvoiceEmailSet(ACME_ID, "acme", true),
            new OrganizationRenamed(ACME_ID, "acme", "apex"));
  }

  @Test
  void refusesANameThatIsNone() {
    assertThat(Decide.on(FREE, asked(Optional.of("A"), true, Optional.empty())))
        .isEqualTo(
            Decision.reject(
                new OrganizationRejection.InvalidNewName(
                    "A", "Namespace must match expression " + NamespaceName.PATTERN)));
  }

  @Test
  void refusesATakenName() {
    Change change = asked(Optional.of("apex"), false, Optional.empty());
    assertThat(Decide.on(new State(ACME, true, false), change))
        .isEqualTo(Decision.reject(new OrganizationRejection.NewNameOfUser("apex")));
    assertThat(Decide.on(new State(ACME, false, true), change))
        .isEqualTo(Decision.reject(new OrganizationRejection.NewNameOfOrganization("apex")));
  }

  @Test
  void mayBeCalledWhatItIsCalled() {
    assertThat(
            Decide.events(
                new State(ACME, false, true), asked(Optional.of("acme"), false, Optional.empty())))
        .containsExactly(new OrganizationRenamed(ACME_ID, "acme", "acme"));
  }

  @Test
  void isAllOrNothing() {
    assertThat(Decide.on(FREE, asked(Optional.of("apex"), true, Optional.of("nonsense"))))
        .isEqualTo(Decision.reject(OrganizationRejection.Simple.INVALID_EMAIL));
  }

  @Test
  void findsNoOrganizationFirst() {
    assertThat(
            Decide.on(
                new State(new OrganizationState.Missing(), true, false),
                asked(Optional.of("A"), false, Optional.empty())))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
  }

  private static Change asked(Optional<String> name, boolean invoices, Optional<String> email) {
    return new Change(
        name,
        new ChangeOrganizationDetails.Change(
            "acme",
            ROOT,
            invoices ? Optional.of(true) : Optional.empty(),
            Optional.empty(),
            email,
            Optional.empty(),
            Set.of(),
            new UUID(0, 2)));
  }
}
