package dev.wharfinger.accounts.restoration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.restoration.Restoration.Kind;
import dev.wharfinger.accounts.restoration.RestorationEvent.DefaultPermission;
import dev.wharfinger.accounts.restoration.RestorationEvent.LeftOut;
import dev.wharfinger.accounts.restoration.RestorationEvent.Member;
import dev.wharfinger.accounts.restoration.RestorationEvent.NamedTeam;
import dev.wharfinger.accounts.restoration.RestorationEvent.OrganizationRepositoriesRestored;
import dev.wharfinger.accounts.restoration.RestorationEvent.OrganizationRestored;
import dev.wharfinger.accounts.restoration.RestorationEvent.Permission;
import dev.wharfinger.accounts.restoration.RestorationEvent.Reason;
import dev.wharfinger.accounts.restoration.RestorationEvent.Repository;
import dev.wharfinger.accounts.restoration.RestorationEvent.Team;
import dev.wharfinger.accounts.restoration.RestorationEvent.TeamRestored;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.security.Somebody;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.records.history.DeletedStateView;
import dev.wharfinger.records.history.DeletedStateView.Past;
import dev.wharfinger.records.history.DeletedStateView.Was;
import dev.wharfinger.records.history.OpenedValues;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestorationTest {

  private static final UUID KEY = new UUID(3, 3);
  private static final TeamId CREW = new TeamId(7);
  private static final Place ACME = new Place(2, KEY, true);
  private static final RestoredContent TEAM =
      new RestoredContent(
          List.of(new Team(CREW, "crew", "MEMBER", "")),
          List.of(),
          List.of(),
          List.of(
              new Member(20, CREW, new AccountId(8), null),
              new Member(21, CREW, new AccountId(9), null)),
          List.of(new Permission(30, new RepositoryId(40), null, CREW, "READ")),
          List.of(new DefaultPermission(0, KEY, null, null, new NamedTeam(CREW, "crew"), "WRITE")),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of());

  private static Past past(String entity, int parts) {
    ObjectNode state =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", "crew")
            .put("emailStandIn", KEY.toString());
    return new Past(
        2,
        50,
        new Was(entity, state),
        Collections.nCopies(parts, new Was("team-member/7/8", state)),
        Map.of(entity, Instant.EPOCH),
        new OpenedValues(Map.of()));
  }

  private static Restoration team(Caller.User caller, boolean strict) {
    return new Restoration(
        Kind.TEAM,
        "acme",
        "crew",
        caller,
        Optional.of(Former.of(past("team/7", 0))),
        Optional.of(TEAM),
        KEY,
        strict);
  }

  private static RestorationState state(Present present) {
    return new RestorationState(ACME, false, false, Optional.empty(), present);
  }

  private static Present present(String... there) {
    return new Present(
        Set.of(there),
        Map.of("account/9", new LeftOut("account/9", "robot", "crane", Reason.DELETED)),
        Set.of());
  }

  @Test
  void restoresWithAllThatIsThere() {
    TeamRestored restored =
        (TeamRestored)
            Decide.events(
                    state(present("account/8", "account/9", "repository/40")),
                    team(Somebody.ADA, true))
                .getFirst();
    assertThat(restored.content().members()).isEqualTo(TEAM.members());
    assertThat(restored.content().permissions()).isEqualTo(TEAM.permissions());
    assertThat(restored.content().defaultPermissions().getFirst().id()).isEqualTo(Decide.FIRST_ID);
    assertThat(restored.leftOut()).isEmpty();
    assertThat(restored.from()).isEqualTo(50);
  }

  @Test
  void leavesOutWhatRefersToWhatIsGone() {
    TeamRestored restored =
        (TeamRestored)
            Decide.events(state(present("account/8")), team(Somebody.ADA, false)).getFirst();
    assertThat(restored.content().members()).containsExactly(TEAM.members().getFirst());
    assertThat(restored.content().permissions()).isEmpty();
    assertThat(restored.leftOut())
        .containsExactly(
            new LeftOut("team-member/7/9", "robot", "crane", Reason.DELETED),
            new LeftOut("team-permission/40/7", "repository", "(erased)", Reason.DELETED));
  }

  @Test
  void refusesToLeaveAnythingOutIfItIsToBeStrict() {
    assertThat(Decide.on(state(present("account/8", "account/9")), team(Somebody.ADA, true)))
        .isEqualTo(
            Decision.reject(
                new RestorationRejection.Incomplete(
                    new LeftOut("team-permission/40/7", "repository", "(erased)", Reason.DELETED),
                    1)));
  }

  @Test
  void countsTheRightBeforeAnythingElse() {
    RestorationState taken =
        new RestorationState(
            new Place(2, KEY, false), true, true, Optional.empty(), Present.NOTHING);
    assertThat(Decide.on(taken, team(Somebody.ADA, false)))
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
    assertThat(Decide.on(state(Present.NOTHING), team(Somebody.with(Scope.REPO_ADMIN), false)))
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
    assertThat(Decide.on(taken, team(Somebody.FULL_ACCESS, false)))
        .isEqualTo(Decision.reject(new RestorationRejection.NameTaken("crew")));
  }

  @Test
  void refusesWhatIsThereUnderAnotherNameAndWhatNeverWas() {
    RestorationState there =
        new RestorationState(ACME, false, true, Optional.empty(), Present.NOTHING);
    assertThat(Decide.on(there, team(Somebody.ADA, false)))
        .isEqualTo(Decision.reject(RestorationRejection.Simple.IS_THERE));
    Restoration never =
        new Restoration(
            Kind.TEAM,
            "acme",
            "crew",
            Somebody.ADA,
            Optional.empty(),
            Optional.empty(),
            KEY,
            false);
    assertThat(Decide.on(state(Present.NOTHING), never))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
    RestorationState elsewhere =
        new RestorationState(
            new Place(3, KEY, true), false, false, Optional.empty(), Present.NOTHING);
    assertThat(Decide.on(elsewhere, team(Somebody.ADA, false)))
        .as("the namespace is another one than a moment ago")
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
  }

  @Test
  void refusesMorePartsThanAreRead() {
    for (int more = 0; more < 2; more++) {
      Restoration large =
          new Restoration(
              Kind.TEAM,
              "acme",
              "crew",
              Somebody.ADA,
              Optional.of(Former.of(past("team/7", DeletedStateView.MOST_PARTS + more))),
              Optional.of(TEAM),
              KEY,
              false);
      assertThat(
              Decide.on(state(Present.NOTHING), large)
                  .equals(Decision.reject(RestorationRejection.Simple.TOO_LARGE)))
          .isEqualTo(more == 1);
    }
  }

  private static RestoredContent repositories(int count, int characters) {
    return new RestoredContent(
        List.of(),
        List.of(),
        IntStream.range(0, count)
            .mapToObj(i ->
                new Repository(
                    new RepositoryId(1_000 + i),
                    "web-" + i,
                    false,
                    new Personal.Known("x".repeat(characters), KEY),
                    KEY,
                    "NORMAL",
                    Instant.EPOCH))
            .toList(),
        List.of(),
        IntStream.range(0, count)
            .mapToObj(i ->
                new Permission(
                    5_000 + i, new RepositoryId(1_000 + i), new AccountId(8), null, "ADMIN"))
            .toList(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static List<Event> organization(RestoredContent content, RestorationState state) {
    return Decide.events(
        state,
        new Restoration(
            Kind.ORGANIZATION,
            "",
            "crew",
            Somebody.FULL_ACCESS,
            Optional.of(Former.of(past("account/2", 0))),
            Optional.of(content),
            KEY,
            false));
  }

  private static RestorationState anywhere(Optional<Long> unfinished, boolean taken) {
    return new RestorationState(Place.NONE, taken, taken, unfinished, present("account/8"));
  }

  @Test
  void restoresAnOrganizationInOneRecordIfThatIsLongEnough() {
    List<Event> events = organization(repositories(20, 100), anywhere(Optional.empty(), false));
    assertThat(events).hasSize(2);
    assertThat(((OrganizationRestored) events.getFirst()).repositories()).isZero();
    OrganizationRepositoriesRestored all = (OrganizationRepositoriesRestored) events.getLast();
    assertThat(all.of()).isZero();
    assertThat(all.content().repositories()).hasSize(20);
    assertThat(all.content().permissions()).hasSize(20);
  }

  @Test
  void leavesTheRepositoriesOfALargeOneToLaterRecords() {
    RestoredContent content = repositories(400, 2_000);
    List<Event> events = organization(content, anywhere(Optional.empty(), false));
    assertThat(events).hasSize(1);
    assertThat(((OrganizationRestored) events.getFirst()).repositories()).isEqualTo(400);
    List<RestoredContent> groups = OrganizationParts.groups(content);
    assertThat(groups).hasSizeGreaterThan(3);
    assertThat(groups.stream().flatMap(it -> it.repositories().stream()).toList())
        .isEqualTo(content.repositories());
    assertThat(groups.stream().mapToInt(it -> it.permissions().size()).sum()).isEqualTo(400);
    assertThat(organization(content, anywhere(Optional.of(50L), true)))
        .as("it is there, and repositories are still to follow")
        .isEmpty();
  }

  @Test
  void restoresTheRepositoriesThatAreLeft() {
    RestoredContent content = repositories(3, 10);
    RepositoriesRestoration command =
        new RepositoriesRestoration(new OrganizationId(2), 50, content, Somebody.FULL_ACCESS);
    Present taken = new Present(Set.of("account/8"), Map.of(), Set.of("web-1"));
    OrganizationRepositoriesRestored restored =
        (OrganizationRepositoriesRestored)
            Decide.events(new RepositoriesRestoration.State(true, Set.of(1_000L), taken), command)
                .getFirst();
    assertThat(restored.of()).isEqualTo(2);
    assertThat(restored.content().repositories())
        .extracting(Repository::name)
        .containsExactly("web-2");
    assertThat(restored.content().permissions()).hasSize(1);
    assertThat(restored.leftOut())
        .containsExactly(
            new LeftOut("repository/1001", "repository", "web-1", Reason.NAME_TAKEN),
            new LeftOut("account-permission/1001/8", "repository", "web-1", Reason.NAME_TAKEN));
    assertThat(
            Decide.events(
                new RepositoriesRestoration.State(
                    true, Set.of(1_000L, 1_001L, 1_002L), Present.NOTHING),
                command))
        .isEmpty();
    assertThat(
            Decide.on(new RepositoriesRestoration.State(false, Set.of(), Present.NOTHING), command))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
    assertThat(
            Decide.on(
                new RepositoriesRestoration.State(true, Set.of(), taken),
                new RepositoriesRestoration(new OrganizationId(2), 50, content, Somebody.ADA)))
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
  }
}
