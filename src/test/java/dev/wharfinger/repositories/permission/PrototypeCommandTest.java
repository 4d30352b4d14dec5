package dev.wharfinger.repositories.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.rights.OrganizationAccess;
import dev.wharfinger.platform.security.Somebody;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.permission.CreateOrganizationPrototypePermission.Create;
import dev.wharfinger.repositories.permission.PrototypeEvent.Account;
import dev.wharfinger.repositories.permission.PrototypeEvent.PrototypeCreated;
import dev.wharfinger.repositories.permission.PrototypeEvent.PrototypeDeleted;
import dev.wharfinger.repositories.permission.PrototypeEvent.PrototypeRoleSet;
import dev.wharfinger.repositories.permission.PrototypeEvent.Rule;
import dev.wharfinger.repositories.permission.PrototypeEvent.Team;
import dev.wharfinger.repositories.permission.PrototypeState.Found;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PrototypeCommandTest {

  private static final OrganizationId ACME = new OrganizationId(3);
  private static final UUID ID = new UUID(0, 9);
  private static final OrganizationAccess ADMIN = new OrganizationAccess.Administrator(ACME);
  private static final Account MEL =
      new Account(new AccountId(5), new Personal.Known("mel", new UUID(0, 5)));
  private static final Account BOT =
      new Account(new AccountId(6), new Personal.Known("acme+bot", new UUID(0, 3)));
  private static final Team CREW = new Team(new TeamId(8), "crew");
  private static final Rule RULE = new Rule(ID, null, MEL, null);

  @Test
  void grantsToATeamOrAUser() {
    assertThat(
            Decide.events(
                new CreateOrganizationPrototypePermission.State(ADMIN, BOT, null, CREW),
                create("acme+bot", "crew", true)))
        .containsExactly(
            new PrototypeCreated(ACME, Decide.FIRST_ID, new Rule(ID, BOT, null, CREW), Role.WRITE));
    assertThat(
            Decide.events(
                new CreateOrganizationPrototypePermission.State(ADMIN, null, MEL, null),
                create("", "mel", false)))
        .containsExactly(
            new PrototypeCreated(ACME, Decide.FIRST_ID, new Rule(ID, null, MEL, null), Role.WRITE));
  }

  @Test
  void refusesWhomItDoesNotKnow() {
    var nobody = new CreateOrganizationPrototypePermission.State(ADMIN, null, null, null);
    assertThat(Decide.on(nobody, create("nil", "it's", true)))
        .isEqualTo(Decision.reject(new PermissionRejection.UnknownTeam("acme", "it's")));
    assertThat(Decide.on(nobody, create("nil", "nil", false)))
        .isEqualTo(Decision.reject(PermissionRejection.Simple.UNKNOWN_ACTIVATING_USER));
    assertThat(Decide.on(nobody, create("", "nil", false)))
        .isEqualTo(Decision.reject(PermissionRejection.Simple.NO_DELEGATE));
    assertThat(Decide.on(nobody, create("", "", true)))
        .isEqualTo(Decision.reject(PermissionRejection.Simple.NO_DELEGATE));
  }

  @Test
  void deniesWhoDoesNotAdministerBeforeAnythingElse() {
    var member =
        new CreateOrganizationPrototypePermission.State(
            new OrganizationAccess.Member(ACME), null, null, null);
    Decision denied = Decision.reject(CommonRejection.NOT_PERMITTED);
    assertThat(Decide.on(member, create("nil", "nil", true))).isEqualTo(denied);
    var missing =
        new CreateOrganizationPrototypePermission.State(
            new OrganizationAccess.NoOrganization(true), null, null, null);
    assertThat(Decide.on(missing, create("nil", "nil", true)))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
    PrototypeState found =
        new PrototypeState(
            new OrganizationAccess.Member(ACME), Optional.of(new Found(RULE, Role.READ)));
    assertThat(Decide.on(found, update())).isEqualTo(denied);
    assertThat(Decide.on(found, delete())).isEqualTo(denied);
  }

  @Test
  void changesAndDeletesARule() {
    PrototypeState found = new PrototypeState(ADMIN, Optional.of(new Found(RULE, Role.READ)));
    assertThat(Decide.events(found, update()))
        .containsExactly(new PrototypeRoleSet(ACME, RULE, Role.ADMIN, Role.READ));
    assertThat(Decide.events(found, delete()))
        .containsExactly(new PrototypeDeleted(ACME, RULE, Role.READ));
  }

  @Test
  void findsNoRuleOfAnotherOrganization() {
    PrototypeState none = new PrototypeState(ADMIN, Optional.empty());
    assertThat(Decide.on(none, update())).isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
    assertThat(Decide.on(none, delete())).isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
  }

  private static Create create(String activating, String delegate, boolean toTeam) {
    return new Create("acme", Somebody.ADA, ID, activating, delegate, toTeam, Role.WRITE);
  }

  private static PrototypeState.OfPrototype update() {
    return new UpdateOrganizationPrototypePermission.Update("acme", ID, Somebody.ADA, Role.ADMIN);
  }

  private static PrototypeState.OfPrototype delete() {
    return new DeleteOrganizationPrototypePermission.Delete("acme", ID, Somebody.ADA);
  }
}
