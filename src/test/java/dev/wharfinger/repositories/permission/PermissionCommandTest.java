package dev.wharfinger.repositories.permission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.CheckedBody;
import dev.wharfinger.platform.http.RequestRejection;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.security.Somebody;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.permission.PermissionEvent.AccountPermissionRemoved;
import dev.wharfinger.repositories.permission.PermissionEvent.AccountPermissionSet;
import dev.wharfinger.repositories.permission.PermissionEvent.RepositoryRef;
import dev.wharfinger.repositories.permission.PermissionEvent.TeamPermissionRemoved;
import dev.wharfinger.repositories.permission.PermissionEvent.TeamPermissionSet;
import dev.wharfinger.repositories.permission.PermissionHolder.Account;
import dev.wharfinger.repositories.permission.PermissionHolder.Kind;
import dev.wharfinger.repositories.permission.PermissionHolder.NoAccount;
import dev.wharfinger.repositories.permission.PermissionHolder.Team;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryAccess.Missing;
import dev.wharfinger.repositories.repository.RepositoryAccess.Namespace;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryEvent.State;
import dev.wharfinger.repositories.repository.RepositoryName;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PermissionCommandTest {

  private static final RepositoryId WEB_ID = new RepositoryId(11);
  private static final AccountId ACME = new AccountId(3);
  private static final AccountId MEL = new AccountId(5);
  private static final TeamId CREW = new TeamId(8);
  private static final UUID KEY = new UUID(0, 7);
  private static final UUID MELS = new UUID(0, 3);
  private static final RepositoryName WEB = new RepositoryName("acme", "web");
  private static final RepositoryRef PLACE =
      new RepositoryRef(WEB_ID, "web", ACME, new Personal.Known("acme", KEY));
  private static final CheckedBody WRITE =
      new CheckedBody.Fits(JsonNodeFactory.instance.objectNode().put("role", "write"));
  private static final CheckedBody FAULTY = new CheckedBody.Faulty(ApiError.BAD_REQUEST);

  @Test
  void givesAPermissionAnIdOnce() {
    assertThat(Decide.events(on(mel(Optional.empty())), set(Kind.USER, "mel", WRITE)))
        .containsExactly(
            new AccountPermissionSet(
                PLACE, Decide.FIRST_ID, MEL, new Personal.Known("mel", MELS), Role.WRITE));
    assertThat(Decide.events(on(mel(Optional.of(12L))), set(Kind.USER, "mel", WRITE)))
        .containsExactly(
            new AccountPermissionSet(PLACE, 12, MEL, new Personal.Known("mel", MELS), Role.WRITE));
    assertThat(Decide.events(on(crew(Optional.empty())), set(Kind.TEAM, "crew", WRITE)))
        .containsExactly(new TeamPermissionSet(PLACE, Decide.FIRST_ID, CREW, "crew", Role.WRITE));
  }

  @Test
  void takesAPermissionAway() {
    assertThat(Decide.events(on(mel(Optional.of(12L))), remove(Kind.USER, "mel")))
        .containsExactly(new AccountPermissionRemoved(PLACE, MEL, new Personal.Known("mel", MELS)));
    assertThat(Decide.events(on(crew(Optional.of(12L))), remove(Kind.TEAM, "crew")))
        .containsExactly(new TeamPermissionRemoved(PLACE, CREW, "crew"));
  }

  @Test
  void refusesNobodyAndForeignRobots() {
    assertThat(Decide.on(on(new NoAccount()), set(Kind.USER, "nil", WRITE)))
        .isEqualTo(
            Decision.reject(new PermissionRejection.UnknownHolder(Kind.USER, "nil", "acme")));
    assertThat(Decide.on(on(new NoAccount()), set(Kind.TEAM, "nil", WRITE)))
        .isEqualTo(
            Decision.reject(new PermissionRejection.UnknownHolder(Kind.TEAM, "nil", "acme")));
    assertThat(Decide.on(on(robot("other+bot")), set(Kind.USER, "other+bot", WRITE)))
        .isEqualTo(Decision.reject(new PermissionRejection.ForeignRobot("other+bot", "acme")));
    assertThat(Decide.events(on(robot("acme+bot")), set(Kind.USER, "acme+bot", WRITE))).hasSize(1);
  }

  @Test
  void leavesTheOwnerOfTheNamespaceAlone() {
    Decision owner = Decision.reject(PermissionRejection.Simple.OWNER_IS_ADMINISTRATOR);
    assertThat(Decide.on(on(new NoAccount()), set(Kind.USER, "acme", WRITE))).isEqualTo(owner);
    assertThat(Decide.on(on(new NoAccount()), remove(Kind.USER, "acme"))).isEqualTo(owner);
    assertThat(Decide.on(on(new NoAccount()), set(Kind.TEAM, "acme", WRITE)))
        .isEqualTo(
            Decision.reject(new PermissionRejection.UnknownHolder(Kind.TEAM, "acme", "acme")));
  }

  @Test
  void findsNoPermissionToTakeAway() {
    Decision user = Decision.reject(new PermissionRejection.NoPermission(Kind.USER));
    assertThat(Decide.on(on(mel(Optional.empty())), remove(Kind.USER, "mel"))).isEqualTo(user);
    assertThat(Decide.on(on(new NoAccount()), remove(Kind.USER, "nil"))).isEqualTo(user);
    assertThat(Decide.on(on(crew(Optional.empty())), remove(Kind.TEAM, "crew")))
        .isEqualTo(Decision.reject(new PermissionRejection.NoPermission(Kind.TEAM)));
  }

  @Test
  void asksForTheRightThenTheBodyThenTheRepository() {
    PermissionHolder mel = mel(Optional.empty());
    assertThat(Decide.on(state(present(Role.WRITE), mel), set(Kind.USER, "mel", FAULTY)))
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
    RepositoryAccess missing = new Missing(Optional.of(Role.ADMIN));
    assertThat(Decide.on(state(missing, mel), set(Kind.USER, "acme", FAULTY)))
        .isEqualTo(Decision.reject(new RequestRejection.InvalidBody(ApiError.BAD_REQUEST)));
    assertThat(Decide.on(state(missing, mel), set(Kind.USER, "acme", WRITE)))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
    assertThat(Decide.on(state(missing, mel), remove(Kind.USER, "mel")))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
  }

  private static PermissionCommand set(Kind kind, String name, CheckedBody body) {
    return new PermissionCommand.Set(WEB, kind, name, Somebody.ADA, body);
  }

  private static PermissionCommand remove(Kind kind, String name) {
    return new PermissionCommand.Remove(WEB, kind, name, Somebody.ADA);
  }

  private static PermissionHolder mel(Optional<Long> permission) {
    return new Account(MEL, "mel", MELS, false, permission);
  }

  private static PermissionHolder robot(String name) {
    return new Account(new AccountId(6), name, KEY, true, Optional.empty());
  }

  private static PermissionHolder crew(Optional<Long> permission) {
    return new Team(CREW, "crew", permission);
  }

  private static PermissionHolder.State on(PermissionHolder holder) {
    return state(present(Role.ADMIN), holder);
  }

  private static PermissionHolder.State state(RepositoryAccess access, PermissionHolder holder) {
    return new PermissionHolder.State(access, holder);
  }

  private static RepositoryAccess present(Role role) {
    return new Present(
        WEB_ID,
        "web",
        new Namespace(ACME, "acme", KEY, true),
        false,
        State.NORMAL,
        Optional.of(role));
  }
}
