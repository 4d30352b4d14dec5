package dev.wharfinger.registries.registrytoken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Somebody;
import dev.wharfinger.registries.registrytoken.LoadedRepository.May;
import dev.wharfinger.registries.registrytoken.LoadedRepository.Verdict;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryAccess.Missing;
import dev.wharfinger.repositories.repository.RepositoryAccess.Namespace;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryEvent.State;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadedRepositoryTest {

  private static final RepositoryAccess MISSING = new Missing(Optional.empty());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          READ  | pull,push,delete | pull
          READ  | *                | pull
          WRITE | pull,push,delete | pull,push,delete
          WRITE | push             | push
          WRITE | *                | pull,push,delete
          ADMIN | pull             | pull
          ADMIN | *                | pull,push,delete,*
          ADMIN | mount,quack      | -
          """)
  void grantsWhatTheRoleAllows(Role role, String asked, String granted) {
    assertThat(at(present(false, State.NORMAL, role)).on(tokenRequest(asked), Somebody.ADA))
        .isEqualTo(granted(granted));
  }

  @Test
  void letsEverybodyPullWhatIsPublicAndNobodyElseWhatIsNot() {
    assertThat(at(present(true, State.NORMAL, null)).on(tokenRequest("*"), Caller.ANONYMOUS))
        .isEqualTo(granted("pull"));
    assertThat(at(present(false, State.NORMAL, null)).on(tokenRequest("*"), Caller.ANONYMOUS))
        .isEqualTo(granted("-"));
    assertThat(at(present(false, State.NORMAL, null)).on(tokenRequest("*"), Somebody.READ_ONLY))
        .isEqualTo(granted("pull"));
    assertThat(at(present(false, State.NORMAL, null)).on(tokenRequest("*"), Somebody.FULL_ACCESS))
        .isEqualTo(granted("pull,push,delete,*"));
  }

  @ParameterizedTest
  @CsvSource({"READ_ONLY", "MIRROR"})
  void letsNobodyChangeWhatIsClosed(State state) {
    assertThat(at(present(false, state, Role.ADMIN)).on(tokenRequest("*,push"), Somebody.ADA))
        .isEqualTo(granted("pull"));
  }

  @Test
  void letsNobodyChangeAnythingWhileTheInstallationTakesNoWrites() {
    RepositoryAccess present = present(false, State.NORMAL, Role.ADMIN);
    assertThat(
            new LoadedRepository(present, May.CREATE, false, false, false, false)
                .on(tokenRequest("*,push"), Somebody.ADA))
        .isEqualTo(granted("pull"));
    assertThat(
            new LoadedRepository(MISSING, May.CREATE, false, false, false, false)
                .on(tokenRequest("push"), Somebody.ADA))
        .isEqualTo(granted("-"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ADMIN | pull,push        | pull
          ADMIN | pull,push,delete | pull,delete
          ADMIN | delete,push      | delete
          ADMIN | *                | pull,delete
          ADMIN | *,push           | pull,delete
          ADMIN | push             | -
          WRITE | pull,push,*      | pull,delete
          """)
  void takesNothingButThePushFromWhoeverUsesAFullNamespace(Role role, String asked, String left) {
    assertThat(full(present(false, State.NORMAL, role)).on(tokenRequest(asked), Somebody.ADA))
        .isEqualTo(new Verdict.Full(actions(left)));
  }

  @Test
  void knowsWhatDoesNotDependOnTheQuota() {
    LoadedRepository full = full(present(false, State.NORMAL, Role.ADMIN));
    assertThat(full.on(tokenRequest("pull"), Somebody.ADA)).isEqualTo(granted("pull"));
    assertThat(full.on(tokenRequest("delete"), Somebody.ADA)).isEqualTo(granted("delete"));
    assertThat(full(MISSING).on(tokenRequest("push"), Somebody.ADA))
        .isEqualTo(new Verdict.Full(Set.of()));
  }

  @Test
  void letsThosePullWhatIsMissingWhoMayReadItsNamespace() {
    RepositoryAccess missing = new Missing(Optional.of(Role.ADMIN));
    assertThat(at(missing).on(tokenRequest("pull,delete"), Somebody.ADA))
        .isEqualTo(granted("pull"));
    assertThat(at(missing).on(tokenRequest("*"), Somebody.ADA)).isEqualTo(granted("pull"));
    assertThat(at(MISSING).on(tokenRequest("pull"), Somebody.READ_ONLY)).isEqualTo(granted("pull"));
    assertThat(at(MISSING).on(tokenRequest("pull"), Somebody.FULL_ACCESS))
        .isEqualTo(granted("pull"));
    assertThat(at(MISSING).on(tokenRequest("pull"), Somebody.ADA)).isEqualTo(granted("-"));
    assertThat(at(MISSING).on(tokenRequest("pull"), Caller.ANONYMOUS)).isEqualTo(granted("-"));
    assertThat(full(missing).on(tokenRequest("pull,push"), Somebody.ADA))
        .isEqualTo(new Verdict.Full(Set.of("pull")));
  }

  @Test
  void saysNothingOfAFullNamespaceToWhoCouldNotPushAnyway() {
    assertThat(
            full(present(false, State.NORMAL, Role.READ))
                .on(tokenRequest("pull,push"), Somebody.ADA))
        .isEqualTo(granted("pull"));
    assertThat(
            new LoadedRepository(MISSING, May.NOTHING, false, true, false, true)
                .on(tokenRequest("push"), Somebody.ADA))
        .isEqualTo(granted("-"));
  }

  @Test
  void createsWithAPushWhereHeMay() {
    LoadedRepository creatable =
        new LoadedRepository(MISSING, May.CREATE, false, false, false, true);
    assertThat(creatable.on(tokenRequest("pull,push"), Somebody.ADA))
        .isEqualTo(new Verdict.ToBeCreated());
    assertThat(creatable.on(tokenRequest("pull"), Somebody.ADA)).isEqualTo(granted("-"));
    assertThat(creatable.on(tokenRequest("*"), Somebody.ADA)).isEqualTo(granted("-"));
    assertThat(at(MISSING).on(tokenRequest("pull,push"), Somebody.ADA)).isEqualTo(granted("-"));
  }

  @Test
  void createsWithAPullWhatACacheIsToFetch() {
    LoadedRepository cache = new LoadedRepository(MISSING, May.CREATE, true, true, false, true);
    assertThat(cache.on(tokenRequest("pull"), Somebody.ADA)).isEqualTo(new Verdict.ToBeCreated());
    assertThat(cache.on(tokenRequest("push"), Somebody.ADA)).isEqualTo(granted("-"));
    LoadedRepository member = new LoadedRepository(MISSING, May.FETCH, true, false, false, true);
    assertThat(member.on(tokenRequest("pull"), Somebody.ADA)).isEqualTo(new Verdict.ToBeCreated());
    assertThat(member.on(tokenRequest("push"), Somebody.ADA)).isEqualTo(granted("-"));
    LoadedRepository foreign = new LoadedRepository(MISSING, May.NOTHING, true, false, false, true);
    assertThat(foreign.on(tokenRequest("pull"), Somebody.ADA)).isEqualTo(granted("-"));
  }

  @Test
  void letsMembersPullWhateverTheirCacheHas() {
    RepositoryAccess present = present(false, State.NORMAL, null);
    assertThat(
            new LoadedRepository(present, May.FETCH, true, false, false, true)
                .on(tokenRequest("*,push"), Somebody.ADA))
        .isEqualTo(granted("pull"));
    assertThat(
            new LoadedRepository(present, May.CREATE, false, false, false, true)
                .on(tokenRequest("pull"), Somebody.ADA))
        .as("no cache")
        .isEqualTo(granted("-"));
  }

  @Test
  void createsANamespaceWithAPushOnly() {
    LoadedRepository nowhere =
        new LoadedRepository(MISSING, May.CREATE_NAMESPACE, false, false, false, true);
    assertThat(nowhere.on(tokenRequest("pull,push"), Somebody.ADA))
        .isEqualTo(new Verdict.NamespaceToBeCreated());
    assertThat(nowhere.on(tokenRequest("pull"), Somebody.ADA)).isEqualTo(granted("-"));
    LoadedRepository readOnly =
        new LoadedRepository(MISSING, May.CREATE_NAMESPACE, false, false, false, false);
    assertThat(readOnly.on(tokenRequest("push"), Somebody.ADA)).isEqualTo(granted("-"));
  }

  @Test
  void letsNobodyPushIntoACache() {
    RepositoryAccess present = present(false, State.NORMAL, Role.ADMIN);
    assertThat(
            new LoadedRepository(present, May.CREATE, true, true, false, true)
                .on(tokenRequest("*,push"), Somebody.ADA))
        .isEqualTo(granted("pull,delete"));
  }

  private static LoadedRepository at(RepositoryAccess access) {
    return new LoadedRepository(access, May.NOTHING, false, false, false, true);
  }

  private static LoadedRepository full(RepositoryAccess access) {
    return new LoadedRepository(access, May.CREATE, false, true, false, true);
  }

  private static RepositoryAccess present(boolean isPublic, State state, @Nullable Role role) {
    return new Present(
        new RepositoryId(7),
        "goods",
        new Namespace(new AccountId(3), "acme", new UUID(0, 3), true),
        isPublic,
        state,
        Optional.ofNullable(role));
  }

  private static ResourceScope tokenRequest(String actions) {
    return new ResourceScope("repository", "acme/goods", Set.of(actions.split(",", -1)));
  }

  private static Verdict granted(String actions) {
    return new Verdict.Granted(actions(actions));
  }

  private static Set<String> actions(String text) {
    return text.equals("-") ? Set.of() : Set.of(text.split(",", -1));
  }
}
