package dev.wharfinger.accounts.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.organization.OwnershipEvent.OwnershipTaken;
import dev.wharfinger.accounts.organization.OwnershipEvent.UserMadeOrganization;
import dev.wharfinger.accounts.organization.TakeOwnership.Take;
import dev.wharfinger.accounts.organization.TakeOwnership.Target;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.vault.Personal;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TakeOwnershipTest {

  private static final Personal NAME = new Personal.Known("acme", new UUID(0, 3));
  private static final Take TAKE = new Take("acme", false, 1);

  @Test
  void joinsTheOwners() {
    assertThat(Decide.events(new Target.Organization(3, NAME, Optional.of(8L), false), TAKE))
        .containsExactly(new OwnershipTaken(3, NAME, 1, 8, false, Decide.FIRST_ID));
  }

  @Test
  void isLoggedAlsoWhenHeIsAnOwnerAlready() {
    assertThat(Decide.events(new Target.Organization(3, NAME, Optional.of(8L), true), TAKE))
        .containsExactly(new OwnershipTaken(3, NAME, 1, 8, false, null));
  }

  @Test
  void restoresTheTeamOfOwners() {
    assertThat(Decide.events(new Target.Organization(3, NAME, Optional.empty(), false), TAKE))
        .containsExactly(
            new OwnershipTaken(3, NAME, 1, Decide.FIRST_ID, true, Decide.FIRST_ID + 1));
  }

  @Test
  void makesAnOrganizationOfAUser() {
    assertThat(Decide.events(new Target.Person(4, NAME), TAKE))
        .containsExactly(
            new UserMadeOrganization(4, NAME, 1, Decide.FIRST_ID, Decide.FIRST_ID + 1));
  }

  @Test
  void sparesSuperusersWhetherOrNotTheyExist() {
    Decision spared = Decision.reject(OrganizationRejection.Simple.TARGET_IS_SUPERUSER);
    Take superuser = new Take("boss", true, 1);
    assertThat(Decide.on(new Target.Person(4, NAME), superuser)).isEqualTo(spared);
    assertThat(Decide.on(new Target.Missing(), superuser)).isEqualTo(spared);
    assertThat(Decide.on(new Target.Missing(), TAKE))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
  }
}
