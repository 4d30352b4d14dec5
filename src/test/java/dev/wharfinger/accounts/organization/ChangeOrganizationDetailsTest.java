package dev.wharfinger.accounts.organization;

import static dev.wharfinger.accounts.organization.Callers.KEY;
import static dev.wharfinger.accounts.organization.Callers.acme;
import static dev.wharfinger.accounts.organization.Callers.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.organization.ChangeOrganizationDetails.Change;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationEmailChanged;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationInvoiceAddressChanged;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationInvoiceEmailSet;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationTagExpirationSet;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.vault.Personal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeOrganizationDetailsTest {

  private static final OrganizationId ACME = new OrganizationId(3);
  private static final UUID STAND_IN = new UUID(0, 2);
  private static final Caller.User ADMIN = user(Scope.ORG_ADMIN);

  @Test
  void changesNothingWhenNothingIsAskedFor() {
    assertThat(Decide.events(acme(true), new Asked().command())).isEmpty();
  }

  @Test
  void changesEverythingInTheOrderOfTheContract() {
    Asked asked = new Asked().invoiceEmail(true).address("bills@x.org").email("a@b.org").tags(0);
    assertThat(Decide.events(acme(true), asked.command()))
        .containsExactly(
            new OrganizationInvoiceEmailSet(ACME, "acme", true),
            new OrganizationInvoiceAddressChanged(ACME, "acme", personal("bills@x.org")),
            new OrganizationEmailChanged(
                ACME, "acme", personal("a@b.org"), personal("ops@acme.example"), STAND_IN),
            new OrganizationTagExpirationSet(ACME, "acme", 0));
  }

  @Test
  void clearsAnEmail() {
    assertThat(Decide.events(acme(true), new Asked().email("").command()))
        .containsExactly(
            new OrganizationEmailChanged(
                ACME, "acme", null, personal("ops@acme.example"), STAND_IN));
  }

  @Test
  void leavesEqualTextsAlone() {
    Asked same = new Asked().address("").email("ops@acme.example");
    assertThat(Decide.events(acme(true), same.command())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "@", "a@b", "a@b.", "a@.b", "a@b..c", "a@b@c.d", "@b.c", "a@"})
  void refusesWhatIsNoAddressBeforeTheTimeMachine(String email) {
    assertThat(Decide.on(acme(true), new Asked().email(email).tags(5).command()))
        .isEqualTo(Decision.reject(OrganizationRejection.Simple.INVALID_EMAIL));
  }

  @Test
  void refusesAWindowThatIsNoOptionAndEverythingWithIt() {
    Decision refused = Decision.reject(OrganizationRejection.Simple.UNKNOWN_TAG_EXPIRATION);
    assertThat(Decide.on(acme(true), new Asked().invoiceEmail(true).tags(5).command()))
        .isEqualTo(refused);
    BigInteger wrapped = BigInteger.TWO.pow(64).add(BigInteger.valueOf(86_400));
    assertThat(Decide.on(acme(true), new Asked().tags(wrapped).command())).isEqualTo(refused);
  }

  @Test
  void refusesWhoDoesNotAdministerIt() {
    assertThat(Decide.on(acme(false), new Asked().command()))
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
  }

  private static Personal personal(String text) {
    return new Personal.Known(text, KEY);
  }

  /** A change in the making. */
  private record Asked(
      Optional<Boolean> invoice,
      Optional<String> address,
      Optional<String> email,
      Optional<BigInteger> tags) {

    Asked() {
      this(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    Asked invoiceEmail(boolean value) {
      return new Asked(Optional.of(value), address, email, tags);
    }

    Asked address(String value) {
      return new Asked(invoice, Optional.of(value), email, tags);
    }

    Asked email(String value) {
      return new Asked(invoice, address, Optional.of(value), tags);
    }

    Asked tags(long seconds) {
      return tags(BigInteger.valueOf(seconds));
    }

    Asked tags(BigInteger seconds) {
      return new Asked(invoice, address, email, Optional.of(seconds));
    }

    Change command() {
      return new Change(
          "acme", ADMIN, invoice, address, email, tags, Set.of(0L, 86_400L), STAND_IN);
    }
  }
}
