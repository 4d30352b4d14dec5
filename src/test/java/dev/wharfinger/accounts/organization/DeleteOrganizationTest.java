package dev.wharfinger.accounts.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationDeleted;
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

class DeleteOrganizationTest {

  private static final Caller.User ROOT =
      new Caller.User(
          new AccountId(1), "root", new UUID(0, 1), Set.of(), Optional.empty(), true, false, false);

  @Test
  void deletesAnOrganizationThatTheSuperuserIsNotIn() {
    OrganizationState acme =
        new OrganizationState.Present(
            new OrganizationId(3), "acme", "ops@acme.example", null, new UUID(0, 9), false);
    assertThat(Decide.events(acme, new OrganizationDeletion("acme", ROOT, false)))
        .containsExactly(new OrganizationDeleted(new OrganizationId(3), "acme"));
  }

  @Test
  void findsNoOrganization() {
    assertThat(
            Decide.on(
                new OrganizationState.Missing(), new OrganizationDeletion("root", ROOT, false)))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
  }
}
