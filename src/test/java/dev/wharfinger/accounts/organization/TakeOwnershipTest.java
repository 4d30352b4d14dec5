package dev.wharfinger.accounts.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.organization.OwnershipEvent.OwnershipTaken;
import dev.wharfinger.accounts.organization.OwnershipEvent.UserMadeOrganization;
import dev.wharfinger.accounts.organization.TakeOwnership.Take;
import dev.wharfinger.accounts.organization.TakeOwnership.Target;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.vault.Personal;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TakeOwnershipTest {

  private static final Personal NAME = new Personal.Known("acme", new UUID(0, 3));
  private static final OrganizationId ACME = new OrganizationId(3);
  private static final TeamId OWNERS = new TeamId(8);
  private static final AccountId CALLER = new AccountId(1);
  private static final Take TAKE = new Take("acme", false, CALLER);

  @Test
  void joinsTheOwners() {
    assertThat(Decide.events(new Target.Organization(ACME, NAME, Optional.of(OWNERS), false), TAKE))
        .containsExactly(new OwnershipTaken(ACME, NAME, CALLER, OWNERS, false, Decide.FIRST_ID));
  }

  @Test
  void isLoggedAlsoWhenHeIsAnOwnerAlready() {
    assertThat(Decide.events(new Target.Organization(ACME, NAME, Optional.of(OWNERS), true), TAKE))
        .containsExactly(new OwnershipTaken(ACME, NAME, CALLER, OWNERS, false, null));
  }

  @Test
  void restoresTheTeamOfOwners() {
    assertThat(Decide.events(new Target.Organization(ACME, NAME, Optional.empty(), false), TAKE))
        .containsExactly(
            new OwnershipTaken(
                ACME, NAME, CALLER, new TeamId(Decide.FIRST_ID), true, Decide.FIRST_ID + 1));
  }

  @Test
  void makesAnOrganizationOfAUser() {
    assertThat(Decide.events(new Target.Person(new AccountId(4), NAME), TAKE))
        .containsExactly(
            new UserMadeOrganization(
                new OrganizationId(4),
                NAME,
                CALLER,
                new TeamId(Decide.FIRST_ID),
                Decide.FIRST_ID + 1));
  }

  @Test
  void sparesSuperusersWhetherOrNotTheyExist() {
    Decision spared = Decision.reject(OrganizationRejection.Simple.TARGET_IS_SUPERUSER);
    Take superuser = new Take("boss", true, CALLER);
    assertThat(Decide.on(new Target.Person(new AccountId(4), NAME), superuser)).isEqualTo(spared);
    assertThat(Decide.on(new Target.Missing(), superuser)).isEqualTo(spared);
    assertThat(Decide.on(new Target.Missing(), TAKE))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
  }
}
