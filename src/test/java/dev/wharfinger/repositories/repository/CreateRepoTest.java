package dev.wharfinger.repositories.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.security.Somebody;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.repository.DefaultPermissions.Rule;
import dev.wharfinger.repositories.repository.RepositoryAccess.Namespace;
import dev.wharfinger.repositories.repository.RepositoryEvent.Grant;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryCreated;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CreateRepoTest {

  private static final TeamId CREW = new TeamId(20);
  private static final AccountId MEL = new AccountId(5);
  private static final AccountId ACME_ID = new AccountId(3);
  private static final UUID KEY = new UUID(0, 7);
  private static final UUID STATUS = new UUID(0, 8);
  private static final Namespace ACME = new Namespace(ACME_ID, "acme", KEY, true);

  @Test
  void makesItsCreatorItsAdministrator() {
    assertThat(Decide.events(state(true, false), create("web", Somebody.ADA)))
        .containsExactly(
            new RepositoryCreated(
                new RepositoryId(Decide.FIRST_ID),
                "web",
                ACME_ID,
                new Personal.Known("acme", KEY),
                true,
                new Personal.Known("What we show", KEY),
                STATUS,
                List.of(grant(101, Somebody.ACCOUNT, Role.ADMIN))));
  }

  @Test
  void grantsWhatTheNamespaceGrantsByDefault() {
    List<Grant> grants =
        grants(
            new Rule(true, null, CREW, Role.READ),
            new Rule(true, MEL, null, Role.READ),
            new Rule(true, null, CREW, Role.WRITE));
    assertThat(grants)
        .containsExactly(
            grant(101, Somebody.ACCOUNT, Role.ADMIN),
            new Grant(102, null, CREW, Role.READ),
            grant(103, MEL, Role.READ));
  }

  @Test
  void prefersTheRuleThatNamesTheCreator() {
    assertThat(grants(new Rule(false, MEL, null, Role.ADMIN), new Rule(true, MEL, null, Role.READ)))
        .contains(grant(102, MEL, Role.ADMIN));
    assertThat(grants(new Rule(true, MEL, null, Role.READ), new Rule(false, MEL, null, Role.ADMIN)))
        .contains(grant(102, MEL, Role.ADMIN));
  }

  @Test
  void leavesTheCreatorWhatHeHas() {
    assertThat(grants(new Rule(false, Somebody.ACCOUNT, null, Role.READ)))
        .containsExactly(grant(101, Somebody.ACCOUNT, Role.ADMIN));
  }

  @Test
  void refusesInTheContractsOrder() {
    CreateRepo.State nowhere =
        new CreateRepo.State(Optional.empty(), false, false, false, List.of());
    Decision denied = Decision.reject(CommonRejection.NOT_PERMITTED);
    assertThat(Decide.on(nowhere, create("WEB", Somebody.ADA))).isEqualTo(denied);
    assertThat(Decide.on(state(false, true), create("WEB", Somebody.ADA))).isEqualTo(denied);
    assertThat(Decide.on(nowhere, create("WEB", Somebody.FULL_ACCESS)))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
    assertThat(Decide.on(state(true, true), create("WEB", Somebody.ADA)))
        .isEqualTo(Decision.reject(RepositoryRejection.ALREADY_EXISTS));
    assertThat(Decide.on(state(true, false), create("WEB", Somebody.ADA)))
        .isEqualTo(Decision.reject(RepositoryRejection.INVALID_NAME));
  }

  @Test
  void takesATokenForRepositoriesOrOrganizations() {
    for (Scope scope : List.of(Scope.REPO_CREATE, Scope.ORG_ADMIN)) {
      assertThat(Decide.events(state(true, false), create("web", Somebody.with(scope)))).hasSize(1);
    }
    Caller.User other = Somebody.with(Scope.REPO_ADMIN, Scope.USER_ADMIN);
    assertThat(Decide.on(state(true, false), create("web", other)))
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
    assertThat(Decide.events(state(false, false), create("web", Somebody.FULL_ACCESS))).hasSize(1);
  }

  @Test
  void givesNothingToAMemberForWhomACacheFetchesIt() {
    CreateRepo.State cache =
        new CreateRepo.State(
            Optional.of(ACME), false, true, false, List.of(new Rule(true, MEL, null, Role.READ)));
    CreateRepo.Create byRegistry =
        new CreateRepo.Create(
            new RepositoryName("acme", "web"), Somebody.ADA, false, "", STATUS, true, true);
    assertThat(((RepositoryCreated) Decide.events(cache, byRegistry).getFirst()).grants())
        .containsExactly(grant(102, MEL, Role.READ));
    assertThat(Decide.on(cache, create("web", Somebody.ADA)))
        .as("by the API")
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
    assertThat(Decide.on(state(false, false), byRegistry))
        .as("no cache")
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
  }

  private static List<Grant> grants(Rule... rules) {
    CreateRepo.State state =
        new CreateRepo.State(Optional.of(ACME), true, false, false, List.of(rules));
    return ((RepositoryCreated) Decide.events(state, create("web", Somebody.ADA)).getFirst())
        .grants();
  }

  private static Grant grant(long permission, AccountId account, Role role) {
    return new Grant(permission, account, null, role);
  }

  private static CreateRepo.State state(boolean creates, boolean exists) {
    return new CreateRepo.State(Optional.of(ACME), creates, false, exists, List.of());
  }

  private static CreateRepo.Create create(String name, Caller.User caller) {
    return new CreateRepo.Create(
        new RepositoryName("acme", name), caller, true, "What we show", STATUS, true, false);
  }
}
